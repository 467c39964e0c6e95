using Npgsql;
using Wolverine;
using Wolverine.Postgresql;
using Wolverine.Transports;

namespace SpecCursor.Messaging.Transports;

/// <summary>Queues in the database itself, in the transaction of what they are about: nothing more to run.</summary>
/// <param name="database">The database.</param>
internal sealed class PostgresTransport(NpgsqlDataSource database) : IQueueTransport
{
    /// <inheritdoc />
    public string Name => "postgresql";

    /// <inheritdoc />
    public string QueueName(ServiceQueue queue) => queue.Name;

    /// <inheritdoc />
    public void Listen(WolverineOptions options, ServiceQueue queue, MessagingOptions messaging)
    {
        options.PersistMessagesWithPostgresql(database, queue.Name)
            .EnableMessageTransport(transport => transport
                .TransportSchemaName(ServiceQueue.TransportSchema)
                .AutoProvision()
                .EnableQueueNotifications());
        var prefetch = messaging.PrefetchOf(queue);
        options.ListenToPostgresqlQueue(queue.Name)
            .PollingInterval(messaging.PollingInterval)
            .MaximumMessagesToReceive(prefetch)
            .MaximumParallelMessages(messaging.Parallelism)
            .UseDurableInbox(new BufferingLimits(prefetch * 2, prefetch));
    }

    /// <inheritdoc />
    public void Route(WolverineOptions options, Type message, ServiceQueue queue) => options.PublishMessage(message).ToPostgresqlQueue(queue.Name);
}
