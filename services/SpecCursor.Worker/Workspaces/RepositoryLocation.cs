namespace SpecCursor.Worker.Workspaces;

/// <summary>Where git finds a repository.</summary>
/// <param name="Name">As the caller named it, for messages.</param>
/// <param name="Address">An absolute path, or an https address.</param>
/// <param name="Authorization">An <c>Authorization</c> header's value; null for none.</param>
internal sealed record RepositoryLocation(string Name, string Address, string? Authorization)
{
    /// <summary>Whether it is a folder of this machine.</summary>
    public bool IsLocal => Address.StartsWith('/');
}
