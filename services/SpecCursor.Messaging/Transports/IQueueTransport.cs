using Wolverine;

namespace SpecCursor.Messaging.Transports;

/// <summary>What carries messages from one service's outbox to another's inbox. Both of these are in Postgres, whatever is between them.</summary>
internal interface IQueueTransport
{
    /// <summary>What the semantic conventions for messaging call it.</summary>
    string Name { get; }

    /// <summary>What a service's queue is called.</summary>
    /// <param name="queue">The queue.</param>
    string QueueName(ServiceQueue queue);

    /// <summary>Sets it up, and has a service listen to its queue.</summary>
    /// <param name="options">The engine's options.</param>
    /// <param name="queue">The service's queue.</param>
    /// <param name="messaging">How it is handled.</param>
    void Listen(WolverineOptions options, ServiceQueue queue, MessagingOptions messaging);

    /// <summary>Has a message go to a queue.</summary>
    /// <param name="options">The engine's options.</param>
    /// <param name="message">The message's type.</param>
    /// <param name="queue">Where it goes.</param>
    void Route(WolverineOptions options, Type message, ServiceQueue queue);
}
