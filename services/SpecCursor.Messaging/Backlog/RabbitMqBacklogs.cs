using System.Collections.Concurrent;
using Npgsql;
using SpecCursor.Messaging.Transports;

namespace SpecCursor.Messaging.Backlog;

/// <summary>Queues at a broker.</summary>
/// <param name="database">The database, where inboxes are.</param>
/// <param name="address">The broker.</param>
/// <param name="time">The clock.</param>
internal sealed class RabbitMqBacklogs(NpgsqlDataSource database, Uri address, TimeProvider time) : IQueueBacklogs, IAsyncDisposable
{
    private readonly Inboxes _inboxes = new(database);
    private readonly ConcurrentDictionary<ServiceQueue, DateTimeOffset> _filledSince = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly RabbitMqInquiry _broker = new(address, "speccursor-queue-watch");

    /// <inheritdoc />
    public async Task<IReadOnlyList<QueueBacklog>> MeasureAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            List<QueueBacklog> backlogs = [];
            foreach (var queue in await _inboxes.ExistingAsync(tableOf: null, cancellationToken).ConfigureAwait(false))
            {
                var waiting = (await _broker.AskAsync(queue, cancellationToken).ConfigureAwait(false))?.MessageCount ?? 0L;
                var inInbox = await _inboxes.WaitingAsync(queue, cancellationToken).ConfigureAwait(false);
                backlogs.Add(new QueueBacklog(queue, waiting + inInbox, AgeOf(queue, waiting)));
            }

            return backlogs;
        }
        catch (Exception exception) when (exception is NpgsqlException || (RabbitMqInquiry.IsFailure(exception) && !cancellationToken.IsCancellationRequested))
        {
            throw new QueueBacklogException(exception.Message, exception);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    private TimeSpan AgeOf(ServiceQueue queue, long waiting)
    {
        if (waiting == 0)
        {
            _filledSince.TryRemove(queue, out _);
            return TimeSpan.Zero;
        }

        var now = time.GetUtcNow();
        return now - _filledSince.GetOrAdd(queue, now);
    }
}
