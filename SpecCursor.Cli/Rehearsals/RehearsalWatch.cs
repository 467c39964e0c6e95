using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpecCursor.Cli.Rehearsals;

/// <summary>Follows one alert from Prometheus through Alertmanager to everybody who is told.</summary>
/// <param name="prometheus">Prometheus' address.</param>
/// <param name="alertmanager">Alertmanager's address.</param>
/// <param name="receiver">Who is told.</param>
/// <param name="alert">The alert's name.</param>
/// <param name="report">Hears each stage, with the time since <see cref="Begin"/>.</param>
internal sealed class RehearsalWatch(Uri prometheus, Uri alertmanager, NotificationReceiver receiver, string alert, Action<TimeSpan, string> report) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly Stopwatch _clock = new();

    private IReadOnlyList<string> _routed = [];

    /// <summary>Who was told so far.</summary>
    public IReadOnlyCollection<string> Told => _told;

    /// <summary>Waits until Prometheus has reached everything that it scrapes.</summary>
    public Task AllAreUpAsync(CancellationToken cancellationToken) => UntilAsync("min(up) == 1", cancellationToken);

    /// <summary>
    /// Waits until rules that were just loaded are evaluated (the one that always fires does), and until Prometheus has found Alertmanager again: it
    /// forgets it when it loads its configuration, drops what fires in those seconds, and says it again only a minute later.
    /// </summary>
    public async Task AlertsAreEvaluatedAsync(CancellationToken cancellationToken)
    {
        await UntilAsync("ALERTS{alertname=\"Watchdog\"}", cancellationToken);
        using var timer = new PeriodicTimer(Interval);
        while ((await AskAsync(new Uri(prometheus, "/api/v1/alertmanagers"), cancellationToken))?["data"]?["activeAlertmanagers"] is not JsonArray { Count: > 0 })
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Waits until the alert neither fires nor is about to, and forgets what was told of it.</summary>
    public async Task IsSilentAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await FindAsync(cancellationToken) is not null)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        while (receiver.Notifications.TryRead(out _))
        {
            // It was of the start.
        }
    }

    /// <summary>Starts the clock.</summary>
    public void Begin() => _clock.Start();

    /// <summary>Waits until everybody was told whom the alert is routed to.</summary>
    /// <param name="raising">What makes the alert's condition: where that fails, so does this.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ArriveAsync(Task raising, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (!IsComplete())
        {
            if (raising.IsCompleted)
            {
                await raising;
            }

            await FollowAsync(cancellationToken);
            while (receiver.Notifications.TryRead(out var notification))
            {
                Hear(notification);
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task UntilAsync(string query, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        var address = new Uri(prometheus, $"/api/v1/query?query={Uri.EscapeDataString(query)}");
        while ((await AskAsync(address, cancellationToken))?["data"]?["result"] is not JsonArray { Count: > 0 })
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    // Alertmanager says whom its routes lead to, and containers/alertmanager/alertmanager.yml who is told there; nobody reads mail here.
    private bool IsComplete() => _routed.Count > 0 && _routed.All(route => route switch
    {
        "webhook" => _told.Contains(NotificationReceiver.Webhook),
        "slack" => _told.Contains(NotificationReceiver.Slack),
        "on-call" => _told.Contains(NotificationReceiver.Slack) && _told.Contains(NotificationReceiver.PagerDuty),
        _ => true,
    });

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } rule)
        {
            Report($"Prometheus: {rule["state"]}");
        }

        var filter = Uri.EscapeDataString($"alertname=\"{alert}\"");
        if (await AskAsync(new Uri(alertmanager, $"/api/v2/alerts?filter={filter}"), cancellationToken) is JsonArray { Count: > 0 } held)
        {
            _routed = [.. held[0]!["receivers"]!.AsArray().Select(receiver => receiver!["name"]!.ToString()).Distinct(StringComparer.Ordinal)];
            Report($"Alertmanager: {held[0]!["status"]?["state"]}, for {string.Join(", ", _routed)}");
        }
    }

    private void Hear(Notification notification)
    {
        if (notification.IsFiring(alert) && _told.Add(notification.Receiver))
        {
            report(_clock.Elapsed, string.Create(CultureInfo.InvariantCulture, $"{notification.Receiver}: {notification.Title}\n{notification.Text}").TrimEnd());
        }
    }

    private void Report(string stage)
    {
        if (_reported.Add(stage))
        {
            report(_clock.Elapsed, stage);
        }
    }

    private async Task<JsonNode?> FindAsync(CancellationToken cancellationToken) =>
        (await AskAsync(new Uri(prometheus, "/api/v1/alerts"), cancellationToken))?["data"]?["alerts"]?.AsArray()
            .Where(found => found?["labels"]?["alertname"]?.ToString() == alert)
            .MinBy(found => found?["state"]?.ToString(), StringComparer.Ordinal);

    // What is asked may be what the rehearsal has just harmed: no answer is one, too.
    private async Task<JsonNode?> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await _client.GetStringAsync(address, cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
