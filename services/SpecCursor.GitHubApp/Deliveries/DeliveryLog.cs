using System.Threading.Channels;

namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>
/// Records deliveries by group commit: while one batch is being written, the next gathers, so that the disk is waited for once a batch and not
/// once a delivery. Bounded: when the database is slower than what comes in, callers wait.
/// </summary>
internal sealed class DeliveryLog(DeliveryTable table, DispatchSignal signal, TimeProvider time, ILogger<DeliveryLog> logger) : BackgroundService
{
    private const int MaximumBatch = 256;
    private const int MaximumWaiting = 4096;

    // That many in one batch come only when many callers wait at once.
    private const int BusyBatch = 8;

    private static readonly TimeSpan BusyFor = TimeSpan.FromMilliseconds(200);

    private readonly Channel<PendingDelivery> _pending =
        Channel.CreateBounded<PendingDelivery>(new BoundedChannelOptions(MaximumWaiting) { SingleReader = true });

    private long _lastBusy;

    /// <summary>Whether deliveries are pouring in just now, so that other work had better wait a little.</summary>
    public bool IsBusy => Volatile.Read(ref _lastBusy) is not 0 and var last && time.GetElapsedTime(last) < BusyFor;

    /// <summary>Records a delivery; when this returns, it is on disk.</summary>
    /// <exception cref="System.Data.Common.DbException">The database is not there: the sender is to try again.</exception>
    public async Task<Recording> RecordAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var pending = new PendingDelivery(delivery);
        await _pending.Writer.WriteAsync(pending, cancellationToken).ConfigureAwait(false);
        return await pending.Recorded.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<PendingDelivery>(MaximumBatch);
        try
        {
            while (await _pending.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
            {
                while (batch.Count < MaximumBatch && _pending.Reader.TryRead(out var next))
                {
                    batch.Add(next);
                }

                if (batch.Count >= BusyBatch)
                {
                    Volatile.Write(ref _lastBusy, time.GetTimestamp());
                }

                await WriteAsync(batch, stoppingToken).ConfigureAwait(false);
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What still waits was not answered, so its sender knows that it was not recorded.
        }
        finally
        {
            _pending.Writer.TryComplete();
            Abandon(batch);
            while (_pending.Reader.TryRead(out var left))
            {
                left.Fail(new OperationCanceledException("The service is stopping."));
            }
        }
    }

    private async Task WriteAsync(List<PendingDelivery> batch, CancellationToken cancellationToken)
    {
        try
        {
            await table.RecordAsync(batch, cancellationToken).ConfigureAwait(false);
            signal.Raise();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogError(exception, "Could not record {Count} deliveries", batch.Count);
            foreach (var pending in batch)
            {
                pending.Fail(exception);
            }
        }
    }

    private static void Abandon(List<PendingDelivery> batch)
    {
        foreach (var pending in batch)
        {
            pending.Fail(new OperationCanceledException("The service is stopping."));
        }
    }
}
