using SpecCursor.Contracts.Messages;

namespace SpecCursor.GitHubApp.Publications;

/// <summary>Takes revocations from the queue.</summary>
/// <param name="publications">Does them.</param>
public sealed class RevokePublicationHandler(IPublications publications)
{
    /// <summary>Revokes; there is no answer.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public Task Handle(RevokePublication command, CancellationToken cancellationToken) => publications.RevokeAsync(command, cancellationToken);
}
