namespace SpecCursor.GitHubApp.Forges;

/// <summary>Where repositories live and changes are offered for review.</summary>
internal interface IForge
{
    /// <summary>
    /// Makes the change a commit on its branch and opens a pull request for it, or brings the branch's open pull request up to date.
    /// Doing it twice is like doing it once.
    /// </summary>
    /// <param name="change">What to publish.</param>
    /// <param name="guard">Is asked right before each effect, and throws where the publication has become stale.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ForgeRefusedException">It cannot be published, now or later.</exception>
    /// <exception cref="ForgeUnavailableException">It cannot be published now.</exception>
    /// <exception cref="PublicationFencedException">It must not be published any more.</exception>
    Task<PublishedChange> PublishAsync(Change change, IPublicationGuard guard, CancellationToken cancellationToken);

    /// <summary>Makes the forge itself refuse the upgrade's publications up to a fence, where the forge can do that.</summary>
    /// <exception cref="ForgeUnavailableException">It cannot be done now.</exception>
    Task RevokeAsync(string repository, Guid upgradeId, long fence, CancellationToken cancellationToken);

    /// <summary>Answers on an issue or pull request.</summary>
    /// <param name="repository">The repository, <c>owner/name</c>.</param>
    /// <param name="number">The or pull request's number.</param>
    /// <param name="marker">Tells this comment from others; a second one with the same marker is not written.</param>
    /// <param name="body">Markdown in which everything from outside is harmless already.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ForgeRefusedException">It cannot be written, now or later.</exception>
    /// <exception cref="ForgeUnavailableException">It cannot be written now.</exception>
    Task CommentAsync(string repository, int number, string marker, string body, CancellationToken cancellationToken);
}
