namespace SpecCursor.Messaging.Backlog;

/// <summary>What waits in a service's queue.</summary>
/// <param name="Queue">The queue.</param>
/// <param name="Messages">How many messages nobody has taken yet.</param>
/// <param name="OldestAge">
/// How long the oldest of them has waited. RabbitMQ does not tell: there it is how long the queue has been seen with messages, which is no less.
/// </param>
public sealed record QueueBacklog(ServiceQueue Queue, long Messages, TimeSpan OldestAge);
