using System.Net.Http.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace SpecCursor.ServiceDefaults.Alerting;

/// <summary>
/// One Alertmanager, and what waits to be told to it. That it takes nothing is said once, and so is that it does again: outages last longer than
/// anybody reads the same line.
/// </summary>
internal sealed class AlertmanagerMember
{
    /// <summary>The most alerts that wait, and the most that are posted at once.</summary>
    public const int Waiting = 64;

    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    private readonly Uri _address;
    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<CriticalAlert> _alerts;
    private long _dropped;
    private bool _isLost;

    /// <param name="address">Its base address.</param>
    /// <param name="clients">Makes the HTTP client.</param>
    /// <param name="time">The clock of pauses and time limits.</param>
    /// <param name="logger">Where it is said that it is lost, and back.</param>
    public AlertmanagerMember(Uri address, IHttpClientFactory clients, TimeProvider time, ILogger logger)
    {
        _address = address;
        _clients = clients;
        _time = time;
        _logger = logger;
        _alerts = Channel.CreateBounded<CriticalAlert>(
            new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>Hands over an alert, at once.</summary>
    public void Send(CriticalAlert alert) => _alerts.Writer.TryWrite(alert);

    /// <summary>Delivers what is handed over, until it is ended.</summary>
    public async Task DeliverAllAsync(CancellationToken cancellationToken)
    {
        while (await _alerts.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var batch = new List<CriticalAlert>();
            while (batch.Count < Waiting && _alerts.Reader.TryRead(out var alert))
            {
                batch.Add(alert);
            }

            await DeliverAsync([.. batch], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DeliverAsync(CriticalAlert[] alerts, CancellationToken cancellationToken)
    {
        // No span of its own: it belongs to no request.
        using var silence = SuppressInstrumentationScope.Begin();
        for (var attempt = 0; ; attempt++)
        {
            var fault = await PostAsync(alerts, cancellationToken).ConfigureAwait(false);
            if (fault is null)
            {
                Delivered();
                return;
            }

            if (attempt == Pauses.Length)
            {
                GiveUp(alerts, fault);
                return;
            }

            await Task.Delay(Pauses[attempt], _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Delivered()
    {
        var dropped = Interlocked.Exchange(ref _dropped, 0);
        if (_isLost || dropped > 0)
        {
            _logger.LogInformation(
                "Alertmanager at {Address} takes alerts again; {Dropped} were dropped meanwhile", _address.GetLeftPart(UriPartial.Authority), dropped);
        }

        _isLost = false;
    }

    private void GiveUp(CriticalAlert[] alerts, string fault)
    {
        Interlocked.Add(ref _dropped, alerts.Length);
        if (!_isLost)
        {
            _logger.LogWarning(
                "Alertmanager at {Address} did not take {Alerts}, and Prometheus has to raise what it does not take until it is back: {Fault}",
                _address.GetLeftPart(UriPartial.Authority), string.Join(", ", alerts.Select(alert => alert.Labels["alertname"]).Distinct()), fault);
        }

        _isLost = true;
    }

    private async Task<string?> PostAsync(CriticalAlert[] alerts, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AttemptLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var client = _clients.CreateClient(AlertSender.Client);
            using var response = await client
                .PostAsJsonAsync(new Uri(_address, "/api/v2/alerts"), alerts, AlertJson.Default.CriticalAlertArray, either.Token).ConfigureAwait(false);
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
