using System.Net.Http.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace SpecCursor.ServiceDefaults.Alerting;

/// <summary>
/// Posts alerts to every Alertmanager, in the background: whoever raises one neither waits nor fails. What cannot be delivered within a few
/// attempts is logged and dropped, since Prometheus raises the same alert from the same counter.
/// </summary>
internal sealed class AlertSender(IHttpClientFactory clients, IOptions<AlertingOptions> options, TimeProvider time, ILogger<AlertSender> logger)
    : BackgroundService
{
    /// <summary>The HTTP client's name.</summary>
    public const string Client = "alertmanager";

    private const int Waiting = 64;
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    private readonly Channel<CriticalAlert> _alerts = Channel.CreateBounded<CriticalAlert>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Hands over an alert, at once. Where very many wait the oldest is dropped: it is repeated while it lasts.</summary>
    public void Send(CriticalAlert alert) => _alerts.Writer.TryWrite(alert);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var first in _alerts.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            var batch = new List<CriticalAlert> { first };
            while (batch.Count < Waiting && _alerts.Reader.TryRead(out var more))
            {
                batch.Add(more);
            }

            CriticalAlert[] alerts = [.. batch];
            await Task.WhenAll(options.Value.Alertmanagers.Select(address => DeliverAsync(address, alerts, stoppingToken))).ConfigureAwait(false);
        }
    }

    private async Task DeliverAsync(Uri address, CriticalAlert[] alerts, CancellationToken cancellationToken)
    {
        // No span of its own: it belongs to no request.
        using var silence = SuppressInstrumentationScope.Begin();
        for (var attempt = 0; ; attempt++)
        {
            var fault = await PostAsync(new Uri(address, "/api/v2/alerts"), alerts, cancellationToken).ConfigureAwait(false);
            if (fault is null)
            {
                return;
            }

            if (attempt == Pauses.Length)
            {
                logger.LogWarning(
                    "Alertmanager at {Address} did not take {Alerts}, and Prometheus has to raise it: {Fault}",
                    address.GetLeftPart(UriPartial.Authority), string.Join(", ", alerts.Select(alert => alert.Labels["alertname"]).Distinct()), fault);
                return;
            }

            await Task.Delay(Pauses[attempt], time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string?> PostAsync(Uri address, CriticalAlert[] alerts, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AttemptLimit);
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client
                .PostAsJsonAsync(address, alerts, AlertJson.Default.CriticalAlertArray, limit.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : $"it answered {(int)response.StatusCode}";
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"it did not answer within {AttemptLimit.TotalSeconds} s";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Such as an open circuit of the HTTP client: no fault here may end the sender.
            return exception.Message;
        }
    }
}
