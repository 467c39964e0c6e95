using System.Globalization;
using SpecCursor.AppHost.Testing;
using SpecCursor.Backing.Samples;
using SpecCursor.Cli.Demo;
using SpecCursor.Cli.Rehearsals;
using SpecCursor.Cli.Rehearsals.Claude;
using SpecCursor.Observability.Tests.Alertmanager.Sinks;
using SpecCursor.Testing;
using SpecCursor.Testing.Otlp;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>The whole application with its own Prometheus and Alertmanager, and sinks for all that they send.</summary>
public sealed class LiveApp : IAsyncLifetime
{
    public const string Collection = "live application";

    private readonly string _files = TestDirectory.Create("containers");
    private FakeAnthropic _anthropic = null!;

    internal SpecCursorApp App { get; private set; } = null!;

    internal HttpSink Sink { get; private set; } = null!;

    internal MailSink Mail { get; private set; } = null!;

    internal OtlpCollector Telemetry { get; private set; } = null!;

    internal FakeClaude Claude { get; } = new();

    public async Task InitializeAsync()
    {
        Sink = await HttpSink.StartAsync();
        Mail = MailSink.Start();
        Telemetry = await OtlpCollector.StartAsync();
        _anthropic = await FakeAnthropic.StartAsync(Claude.Answer, CancellationToken.None);
        HurriedConfiguration.Write(Repository.PathOf("containers"), _files);
        App = await SpecCursorApp.StartAsync(new SpecCursorAppOptions
        {
            OtlpEndpoint = Telemetry.HttpEndpoint,
            Settings = new Dictionary<string, string>(_anthropic.Settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)))
            {
                ["SpecCursor:ContainersDirectory"] = _files,
                ["SpecCursor:Worker:MaximumReplicas"] = "2",
                ["SpecCursor:Alerts:SlackUrl"] = Sink.AddressOf("/slack").ToString(),
                ["SpecCursor:Alerts:PagerDutyKey"] = "feedfacefeedfacefeedfacefeedface",
                ["SpecCursor:Alerts:PagerDutyUrl"] = Sink.AddressOf("/pagerduty").ToString(),
                ["SpecCursor:Alerts:EmailTo"] = "on-call@speccursor.example",
                ["SpecCursor:Alerts:SmtpServer"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Mail.Port}"),
                ["SpecCursor:Alerts:SmtpRequiresTls"] = "false",
                ["SpecCursor:Alerts:WebhookUrl"] = Sink.AddressOf("/webhook").ToString(),
            },
        });
    }

    /// <summary>The three upgrades of the demo, from signed webhooks to their ends, over repositories of their own.</summary>
    internal async Task<IReadOnlyList<DemoResult>> DemoAsync()
    {
        using var gitHubApp = App.CreateClient("github-app");
        using var api = App.CreateApiClient();
        var samples = Repository.PathOf("samples");
        var demo = new DemoRun(
            new SampleForge(samples, App.Forge), new WebhookSender(gitHubApp, App.WebhookSecret, TimeProvider.System), new UpgradeClient(api), (_, _) => { });
        var owner = $"live-{Guid.NewGuid():N}";
        var results = await demo.RunAsync([.. Scenario.Load(samples, Scenario.DefaultEcosystem).Select(scenario => scenario with { Owner = owner })], CancellationToken.None);
        Assert.All(results, result => Assert.Null(result.Problem));
        return results;
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await Sink.DisposeAsync();
        await Mail.DisposeAsync();
        await Telemetry.DisposeAsync();
        await _anthropic.DisposeAsync();
        TestDirectory.Delete(_files);
    }
}

/// <summary>Shares it.</summary>
[CollectionDefinition(LiveApp.Collection)]
public sealed class LiveAppCollection : ICollectionFixture<LiveApp>;
