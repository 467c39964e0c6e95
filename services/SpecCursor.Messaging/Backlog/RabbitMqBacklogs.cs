using System.Collections.Concurrent;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using SpecCursor.Messaging.Transports;

namespace SpecCursor.Messaging.Backlog;

/// <summary>Queues at a broker, which is asked over one connection that lasts.</summary>
/// <param name="database">The database, where inboxes are.</param>
/// <param name="address">The broker.</param>
/// <param name="time">The clock.</param>
internal sealed class RabbitMqBacklogs(NpgsqlDataSource database, Uri address, TimeProvider time) : IQueueBacklogs, IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly Inboxes _inboxes = new(database);
    private readonly ConcurrentDictionary<ServiceQueue, DateTimeOffset> _filledSince = new();
    private readonly SemaphoreSlim _one = new(1, 1);
    private IConnection? _connection;

    /// <inheritdoc />
    public async Task<IReadOnlyList<QueueBacklog>> MeasureAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            List<QueueBacklog> backlogs = [];
            foreach (var queue in await _inboxes.ExistingAsync(tableOf: null, cancellationToken).ConfigureAwait(false))
            {
                var waiting = await InQueueAsync(queue, cancellationToken).ConfigureAwait(false);
                var inInbox = await _inboxes.WaitingAsync(queue, cancellationToken).ConfigureAwait(false);
                backlogs.Add(new QueueBacklog(queue, waiting + inInbox, AgeOf(queue, waiting)));
            }

            return backlogs;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or InvalidOperationException or IOException or RabbitMQClientException)
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
        if (_connection is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        _one.Dispose();
    }

    private async Task<long> InQueueAsync(ServiceQueue queue, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);

        // A broker closes the channel over which a queue was asked for that it does not have.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(RabbitMqTransport.NameOf(queue), cancellationToken).ConfigureAwait(false)).MessageCount;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
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

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is { IsOpen: true } open)
        {
            return open;
        }

        if (_connection is { } closed)
        {
            _connection = null;
            await closed.DisposeAsync().ConfigureAwait(false);
        }

        var factory = new ConnectionFactory
        {
            Uri = address,
            ClientProvidedName = "speccursor-queue-watch",
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = Timeout,
            ContinuationTimeout = Timeout,
        };
        return _connection = await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
    }
}
