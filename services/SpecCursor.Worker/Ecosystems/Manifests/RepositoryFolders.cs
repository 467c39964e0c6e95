namespace SpecCursor.Worker.Ecosystems.Manifests;

/// <summary>Folders of a repository, by their paths from its root, whose own is empty.</summary>
internal static class RepositoryFolders
{
    /// <summary>The folders that a folder lies in, the innermost first and the root last; none of the root itself.</summary>
    public static IEnumerable<string> Above(string folder)
    {
        for (var above = Path.GetDirectoryName(folder); above is not null; above = Path.GetDirectoryName(above))
        {
            yield return above;
        }
    }
}
