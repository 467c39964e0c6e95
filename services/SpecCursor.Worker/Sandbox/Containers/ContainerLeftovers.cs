namespace SpecCursor.Worker.Sandbox.Containers;

/// <summary>Containers outlive a worker that is killed: they are labelled, and found by the next one with the same state directory.</summary>
internal sealed class ContainerLeftovers(ContainerEngine engine, WorkerDirectories directories, ILogger<ContainerLeftovers> logger)
{
    private const string WorkerLabel = "speccursor.worker";
    private const string OwnerLabel = "speccursor.owner";

    /// <summary>The labels of a container of this process.</summary>
    public IReadOnlyList<string> Labels => LabelsOf(ContainerOwner.This);

    /// <summary>The labels of a container of a worker with this state directory.</summary>
    /// <param name="owner">The worker's process, as <see cref="ContainerOwner"/> writes it.</param>
    public IReadOnlyList<string> LabelsOf(string owner) => [$"{WorkerLabel}={directories.Control}", $"{OwnerLabel}={owner}"];

    /// <summary>Removes the containers of processes that are no more.</summary>
    /// <exception cref="SpecCursor.Messaging.Failures.TransientStepException">The engine doesn't answer.</exception>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, owner) in await engine.ListAsync($"{WorkerLabel}={directories.Control}", OwnerLabel, cancellationToken))
        {
            if (!ContainerOwner.IsAlive(owner))
            {
                logger.LogInformation("Removing the container {Container} that a killed worker left", id);
                await engine.RemoveAsync(id, cancellationToken);
            }
        }
    }
}
