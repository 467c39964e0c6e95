namespace SpecCursor.GitHubApp.Forges;

/// <summary>Knows whether a publication is still wanted.</summary>
internal interface IPublicationGuard
{
    /// <summary>Returns where it is, and nobody else can have changed that meanwhile.</summary>
    /// <exception cref="PublicationFencedException">It is not.</exception>
    Task EnsureCurrentAsync(CancellationToken cancellationToken);
}
