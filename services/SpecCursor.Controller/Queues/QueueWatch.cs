using SpecCursor.Messaging.Backlog;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.Controller.Queues;

/// <summary>
/// Measures what waits in every service's queue. The controller does it for all, since a service that is down, whose queue grows, could
/// not tell. Every node measures the same: a query takes the greatest.
/// </summary>
internal sealed class QueueWatch(IQueueBacklogs backlogs, SpecCursorMetrics metrics, TimeProvider time, ILogger<QueueWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private bool _failed;

    /// <summary>Measures once.</summary>
    public async Task ObserveAsync(CancellationToken cancellationToken)
    {
        foreach (var backlog in await backlogs.MeasureAsync(cancellationToken))
        {
            metrics.QueueObserved(backlog.Queue.Name, backlog.Messages, backlog.OldestAge);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await TryObserveAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryObserveAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ObserveAsync(stoppingToken);
            _failed = false;
        }
        catch (QueueBacklogException exception)
        {
            // Once for each outage: the health check tells the rest.
            if (!_failed)
            {
                logger.LogWarning("The queues cannot be measured: {Reason}", exception.Message);
            }

            _failed = true;
        }
    }
}
