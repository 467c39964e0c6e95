namespace SpecCursor.Messaging.Backlog;

/// <summary>The queues cannot be measured now.</summary>
/// <param name="message">Why not.</param>
/// <param name="innerException">What was thrown.</param>
public sealed class QueueBacklogException(string message, Exception innerException) : Exception(message, innerException);
