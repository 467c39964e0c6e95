using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecCursor.ServiceDefaults;
using SpecCursor.ServiceDefaults.Alerting;

namespace SpecCursor.Observability.Tests.Alertmanager;

/// <summary>Services that raise alerts themselves, and an Alertmanager that does not take them.</summary>
public sealed class AlertmanagerOutageTests(RunningAlertmanager alertmanager) : IClassFixture<RunningAlertmanager>
{
    private const int Flood = 20_000;

    // A batch is tried four times: this many given up have been tried for minutes.
    private const int Rounds = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly SaidLines _said = new();
    private readonly HurriedClock _clock = new();

    [Fact]
    public async Task Alertmanager_that_hangs_costs_bounded_memory_and_one_line_and_is_told_again_when_it_goes_on()
    {
        using var service = await StartAsync(alertmanager.Address);
        var sender = service.Services.GetRequiredService<AlertSender>();
        await alertmanager.HangAsync();
        _clock.IsHurried = true;
        try
        {
            var sent = Enumerable.Range(0, Rounds).SelectMany(round => SendMany(sender, Flood / Rounds)).ToList();

            // Those that wait, those that are being posted, and nothing else.
            Assert.InRange(CountAlive(sent), 1, 2 * AlertmanagerMember.Waiting);
            await RepeatUntilAsync(sender, () => _said.All.Any(line => line.Level == LogLevel.Warning));
            await GiveUpRoundsAsync(sender);
            var complaint = Assert.Single(_said.All, line => line.Level >= LogLevel.Warning);
            Assert.Contains("did not answer within 2 s", complaint.Message, StringComparison.Ordinal);
        }
        finally
        {
            _clock.IsHurried = false;
            await alertmanager.ResumeAsync();
        }

        await RepeatUntilAsync(sender, () => _said.All.Any(line => line.Message.Contains("takes alerts again", StringComparison.Ordinal)));

        sender.Send(Alert("AfterTheOutage"));
        await alertmanager.Sink.PagerDuty.WaitAsync(Mentions("AfterTheOutage"));
        var back = Assert.Single(_said.All, line => line.Message.Contains("takes alerts again", StringComparison.Ordinal));
        Assert.InRange(int.Parse(back.Message.Split("; ")[1].Split(' ')[0], CultureInfo.InvariantCulture), Flood - (3 * AlertmanagerMember.Waiting), int.MaxValue);
    }

    [Fact]
    public async Task Alertmanager_that_hangs_does_not_keep_another_one_from_being_told()
    {
        using var hung = new HungServer();
        using var service = await StartAsync(hung.Address, alertmanager.Address);
        var sender = service.Services.GetRequiredService<AlertSender>();

        // The second is told while the first is still being waited for.
        sender.Send(Alert("BesideTheHung"));
        await alertmanager.Sink.PagerDuty.WaitAsync(Mentions("BesideTheHung"));
        sender.Send(Alert("BesideTheHungAgain"));
        await alertmanager.Sink.PagerDuty.WaitAsync(Mentions("BesideTheHungAgain"));
    }

    [Fact]
    public async Task Alertmanager_that_is_gone_is_complained_of_once()
    {
        using var service = await StartAsync(new Uri("http://127.0.0.1:9"));
        _clock.IsHurried = true;
        var sender = service.Services.GetRequiredService<AlertSender>();

        await RepeatUntilAsync(sender, () => _said.All.Any(line => line.Level == LogLevel.Warning));
        await GiveUpRoundsAsync(sender);

        Assert.Single(_said.All, line => line.Level >= LogLevel.Warning);
    }

    private async Task<IHost> StartAsync(params Uri[] alertmanagers)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
        [
            new("OTEL_SERVICE_NAME", "controller"),
            .. alertmanagers.Select((address, index) => KeyValuePair.Create<string, string?>($"SpecCursor:Alerting:Alertmanagers:{index}", address.ToString())),
        ]);
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders().AddProvider(_said);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Waits until some more batches were given up: each takes all that waits, so that what is sent after it is in the next one.</summary>
    private static async Task GiveUpRoundsAsync(AlertSender sender)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var marker = SendMarked(sender);
            await RepeatUntilAsync(sender, () => CountAlive([marker]) == 0);
        }
    }

    private static async Task RepeatUntilAsync(AlertSender sender, Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!holds())
        {
            await timer.WaitForNextTickAsync(limit.Token);
            sender.Send(Alert("Repeated"));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> SendMany(AlertSender sender, int count) => [.. Enumerable.Range(0, count).Select(_ => SendMarked(sender))];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference SendMarked(AlertSender sender)
    {
        var alert = Alert("Repeated");
        sender.Send(alert);
        return new WeakReference(alert);
    }

    private static int CountAlive(List<WeakReference> references)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return references.Count(reference => reference.IsAlive);
    }

    private static CriticalAlert Alert(string name) => new()
    {
        Labels = new Dictionary<string, string> { ["alertname"] = name, ["severity"] = "critical", ["service"] = "controller", ["component"] = "queue" },
        Annotations = new Dictionary<string, string> { ["summary"] = $"Summary of {name}" },
        StartsAt = DateTimeOffset.UtcNow,
        EndsAt = DateTimeOffset.UtcNow.AddMinutes(15),
    };

    private static Func<JsonObject, bool> Mentions(string text) => body => body.ToJsonString().Contains(text, StringComparison.Ordinal);
}
