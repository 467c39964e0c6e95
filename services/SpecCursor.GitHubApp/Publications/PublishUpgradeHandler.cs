using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Cancellation;

namespace SpecCursor.GitHubApp.Publications;

/// <summary>Takes publications from the queue.</summary>
/// <param name="publications">Does them.</param>
/// <param name="cancellations">Hears of cancelled upgrades.</param>
public sealed class PublishUpgradeHandler(IPublications publications, UpgradeCancellations cancellations)
{
    /// <summary>Publishes; the answer goes to the controller.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The answer.</returns>
    public async Task<UpgradePublished> Handle(PublishUpgrade command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var registration = cancellations.Register(command.Context.UpgradeId, cancellationToken);
        try
        {
            return await publications.PublishAsync(command, registration.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new UpgradePublished
            {
                UpgradeId = command.Context.UpgradeId,
                Fence = command.Fence,
                Attempt = command.Attempt,
                Failure = new StepFailure { Code = "cancelled", Reason = "The upgrade was cancelled before it was published." },
            };
        }
    }
}
