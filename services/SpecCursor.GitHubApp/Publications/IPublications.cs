using SpecCursor.Contracts.Messages;

namespace SpecCursor.GitHubApp.Publications;

/// <summary>Publishes upgrades, each once.</summary>
public interface IPublications
{
    /// <summary>Publishes an upgrade, or says what was published before, or why it cannot be.</summary>
    /// <param name="command">What to publish.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="Messaging.Failures.TransientStepException">The forge is not there; the same may succeed later.</exception>
    Task<UpgradePublished> PublishAsync(PublishUpgrade command, CancellationToken cancellationToken);

    /// <summary>Refuses an upgrade's commands up to a fence from now on.</summary>
    /// <param name="command">What to revoke.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task RevokeAsync(RevokePublication command, CancellationToken cancellationToken);
}
