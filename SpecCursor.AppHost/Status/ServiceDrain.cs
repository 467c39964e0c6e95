using Microsoft.Extensions.Logging;

namespace SpecCursor.AppHost.Status;

/// <summary>
/// Ends the services while the database and the cache are still there, so that they can put down what they hold. Aspire itself ends
/// everything at once.
/// </summary>
internal sealed class ServiceDrain(ResourceCommandService commands, TimeProvider time, ILogger<ServiceDrain> logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Ends every service that runs, all at the same time.</summary>
    /// <param name="resources">Every resource as it was last heard of.</param>
    /// <param name="cancellationToken">Gives up, and leaves the rest to Aspire.</param>
    public async Task StopServicesAsync(IEnumerable<ResourceEvent> resources, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var running = resources.Where(resource =>
                resource.Resource is ProjectResource && resource.Snapshot.State?.Text == KnownResourceStates.Running);
            await Task.WhenAll(running.Select(service =>
                commands.ExecuteCommandAsync(service.ResourceId, KnownResourceCommands.StopCommand, either.Token)));
        }
        catch (OperationCanceledException)
        {
            logger.LogWarning("Not every service ended by itself within {Limit} s", Limit.TotalSeconds);
        }
    }
}
