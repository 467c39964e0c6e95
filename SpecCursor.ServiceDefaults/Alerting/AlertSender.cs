using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SpecCursor.ServiceDefaults.Alerting;

/// <summary>
/// Posts alerts to every Alertmanager, in the background: whoever raises one neither waits nor fails, and no Alertmanager waits for another. What
/// cannot be delivered within a few attempts is dropped, since Prometheus raises the same alert from the same counter.
/// </summary>
internal sealed class AlertSender(IHttpClientFactory clients, IOptions<AlertingOptions> options, TimeProvider time, ILogger<AlertSender> logger)
    : BackgroundService
{
    /// <summary>The HTTP client's name.</summary>
    public const string Client = "alertmanager";

    private readonly AlertmanagerMember[] _members =
        [.. options.Value.Alertmanagers.Select(address => new AlertmanagerMember(address, clients, time, logger))];

    /// <summary>Hands over an alert, at once. Where very many wait the oldest is dropped: it is repeated while it lasts.</summary>
    public void Send(CriticalAlert alert)
    {
        foreach (var member in _members)
        {
            member.Send(alert);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_members.Select(member => member.DeliverAllAsync(stoppingToken)));
}
