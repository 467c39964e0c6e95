using Npgsql;
using Wolverine;
using Wolverine.Postgresql;
using Wolverine.RabbitMQ;
using Wolverine.Transports;

namespace SpecCursor.Messaging.Transports;

/// <summary>
/// Queues in RabbitMQ, for more messages than one Postgres carries. Outboxes and inboxes stay in Postgres: while the broker is away messages wait in the
/// outboxes, and what it delivers twice is handled once.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="address">The broker, as <c>amqp</c> or <c>amqps</c>.</param>
internal sealed class RabbitMqTransport(NpgsqlDataSource database, Uri address) : IQueueTransport
{
    /// <summary>The connection string's name.</summary>
    public const string ConnectionName = "rabbitmq";

    /// <summary>Two that are missed end a connection: so long does whoever sends wait for a broker that hangs.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    /// <summary>How often a durable inbox may hand a message back before the broker drops it: it does so when it stops or loses its connection, never for a failure.</summary>
    private const int MaximumDeliveries = 1000;

    /// <inheritdoc />
    public string Name => "rabbitmq";

    /// <summary>The name of a service's queue at the broker, which may have others' queues, too.</summary>
    public static string NameOf(ServiceQueue queue) => $"speccursor.{queue.Name}";

    /// <inheritdoc />
    public string QueueName(ServiceQueue queue) => NameOf(queue);

    /// <summary>Reads the broker's address.</summary>
    /// <param name="value">The connection string.</param>
    /// <exception cref="InvalidOperationException">It is no such address.</exception>
    public static Uri Read(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps" && address.Host.Length > 0
            ? address
            : throw new InvalidOperationException(
                $"The connection string '{ConnectionName}' is no address of a broker: set ConnectionStrings__{ConnectionName} to amqps://user:password@host/virtual-host.");

    /// <inheritdoc />
    public void Listen(WolverineOptions options, ServiceQueue queue, MessagingOptions messaging)
    {
        options.PersistMessagesWithPostgresql(database, queue.Name);

        // What is given up lies among the dead letters in Postgres, which the API lists and replays.
        options.UseRabbitMq(factory => (factory.Uri, factory.RequestedHeartbeat) = (address, Heartbeat))
            .AutoProvision()
            .UseQuorumQueues()
            .DisableDeadLetterQueueing()
            .DisableSystemRequestReplyQueueDeclaration()

            // A message leaves its outbox when it was sent, and sent is what the broker says it has: what is only on its way there is lost with the connection.
            .ConfigureChannelCreation(channel => (channel.PublisherConfirmationsEnabled, channel.PublisherConfirmationTrackingEnabled) = (true, true));
        var prefetch = messaging.PrefetchOf(queue);
        options.ListenToRabbitQueue(QueueName(queue), Describe)
            .PreFetchCount((ushort)prefetch)
            .MaximumParallelMessages(messaging.Parallelism)
            .UseDurableInbox(new BufferingLimits(prefetch * 2, prefetch));
    }

    /// <inheritdoc />
    public void Route(WolverineOptions options, Type message, ServiceQueue queue) => options.PublishMessage(message).ToRabbitQueue(QueueName(queue), Describe);

    /// <summary>Whoever starts first makes a queue, its listener or a sender: both have to say the same of it.</summary>
    private static void Describe(IRabbitMqQueue queue) => queue.Arguments["x-delivery-limit"] = MaximumDeliveries;
}
