namespace SpecCursor.GitHubApp.Forges;

/// <summary>The upgrade was cancelled, or a later command for it has been given: this one must have no effect any more.</summary>
internal sealed class PublicationFencedException(string reason) : Exception(reason);
