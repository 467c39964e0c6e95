using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace SpecCursor.Messaging.Transports;

/// <summary>Asks a broker about queues, over one connection that lasts and that the engine does not use.</summary>
/// <param name="address">The broker.</param>
/// <param name="name">What the connection is called in the broker's lists.</param>
internal sealed class RabbitMqInquiry(Uri address, string name) : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private IConnection? _connection;

    /// <summary>Whether this is how a broker fails that can't be reached, or that does not answer.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is RabbitMQClientException or IOException or TimeoutException or InvalidOperationException or OperationCanceledException;

    /// <summary>Asks about a service's queue. One question at a time.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>How many messages wait in it and how many listen to it; nothing where the broker has no such queue.</returns>
    public async Task<QueueDeclareOk?> AskAsync(ServiceQueue queue, CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);

        // A broker closes the channel over which a queue was asked for that it does not have.
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            return await channel.QueueDeclarePassiveAsync(RabbitMqTransport.NameOf(queue), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
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
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = Timeout,
            ContinuationTimeout = Timeout,
        };
        return _connection = await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
    }
}
