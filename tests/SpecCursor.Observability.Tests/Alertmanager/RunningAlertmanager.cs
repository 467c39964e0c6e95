using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.Backing.Monitoring;
using SpecCursor.Backing.Network;
using SpecCursor.Cli.Rehearsals;
using SpecCursor.Observability.Tests.Alertmanager.Sinks;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Alertmanager;

/// <summary>
/// A real Alertmanager with the real configuration, and sinks for everything that it sends. Only its waits are shortened: nobody
/// wants to wait a minute for each notification.
/// </summary>
public sealed class RunningAlertmanager : IAsyncLifetime
{
    private readonly string _directory = TestDirectory.Create("alertmanager");
    private readonly HttpClient _client = new();
    private Process? _process;

    internal HttpSink Sink { get; private set; } = null!;

    internal MailSink Mail { get; private set; } = null!;

    internal const string ControllerKey = "key-of-the-controller";

    internal const string PagerDutyKey = "0123456789abcdef0123456789abcdef";

    public async Task InitializeAsync()
    {
        Sink = await HttpSink.StartAsync();
        Mail = MailSink.Start(new NetworkCredential("mailer", "of the mailer"));
        var port = LoopbackPort.FindFree();
        var command = AlertmanagerServer.Prepare(
            new AlertmanagerOptions
            {
                WorkingDirectory = Path.Combine(_directory, "server"),
                ConfigurationDirectory = Hurried(),
                Port = port,
                Notifications = new NotificationSettings
                {
                    SlackUrl = Sink.AddressOf("/slack").ToString(),
                    PagerDutyKey = PagerDutyKey,
                    PagerDutyUrl = Sink.AddressOf("/pagerduty"),
                    EmailTo = "on-call@speccursor.example",
                    SmtpServer = $"127.0.0.1:{Mail.Port}",
                    SmtpRequiresTls = false,
                    SmtpUser = "mailer",
                    SmtpPassword = "of the mailer",
                    EmailFrom = "alerts@speccursor.example",
                    WebhookUrl = Sink.AddressOf("/webhook"),
                    DashboardsUrl = new Uri("https://grafana.example/"),
                    ControllerUrl = Sink.AddressOf("/controller"),
                    ControllerKey = ControllerKey,
                },
            },
            Environment.ProcessId,
            NullLogger.Instance);
        _process = Process.Start(new ProcessStartInfo(command.Program, command.Arguments) { WorkingDirectory = command.WorkingDirectory })!;
        _client.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        await WaitUntilReadyAsync(port);
    }

    public async Task DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await ResumeAsync();
            using var end = Process.Start("kill", [$"{_process.Id}"]);
            await _process.WaitForExitAsync();
        }

        _client.Dispose();
        await Sink.DisposeAsync();
        await Mail.DisposeAsync();
        TestDirectory.Delete(_directory);
    }

    /// <summary>Raises an alert, as Prometheus does, or resolves it.</summary>
    internal async Task PostAsync(bool isResolved, params IReadOnlyDictionary<string, string>[] alerts)
    {
        var now = DateTimeOffset.UtcNow;
        using var response = await _client.PostAsJsonAsync("/api/v2/alerts", alerts.Select(labels => new
        {
            labels,
            annotations = new
            {
                summary = $"Summary of {labels["alertname"]}",
                description = "What happened, in a sentence.",
                runbook_url = $"https://runbooks.example/{labels["alertname"]}",
                dashboard_url = "/d/speccursor-overview",
            },
            startsAt = now.AddMinutes(-1),
            endsAt = isResolved ? now : now.AddHours(1),
            generatorURL = "http://prometheus.example/graph",
        }));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    internal Uri Address => _client.BaseAddress!;

    /// <summary>The alerts that it knows of.</summary>
    internal async Task<JsonArray> ListAsync() => (await _client.GetFromJsonAsync<JsonArray>("/api/v2/alerts"))!;

    /// <summary>Has it hang: it is connected to, and answers nothing.</summary>
    internal Task HangAsync() => SignalAsync("-STOP");

    /// <summary>Has it go on.</summary>
    internal Task ResumeAsync() => SignalAsync("-CONT");

    // The process that was started is a shell that looks after it.
    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, .. DescendantsOf(_process!.Id).Select(id => $"{id}")]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static List<int> DescendantsOf(int id)
    {
        var children = File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
        return [.. children, .. children.SelectMany(DescendantsOf)];
    }

    private string Hurried()
    {
        var copy = Path.Combine(_directory, "configuration");
        HurriedConfiguration.Write(Repository.PathOf("containers"), copy);
        return Path.Combine(copy, "alertmanager");
    }

    private async Task WaitUntilReadyAsync(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            try
            {
                await ReadinessProbe.AskAsync(_client, port, limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                Assert.False(_process!.HasExited, "Alertmanager ended: what it said stands above.");
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
    }
}
