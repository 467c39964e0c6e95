namespace SpecCursor.Messaging.Backlog;

/// <summary>What waits in the services' queues.</summary>
public interface IQueueBacklogs
{
    /// <summary>Measures the queues of the services that have started at least once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="QueueBacklogException">What holds the queues did not answer.</exception>
    Task<IReadOnlyList<QueueBacklog>> MeasureAsync(CancellationToken cancellationToken);
}
