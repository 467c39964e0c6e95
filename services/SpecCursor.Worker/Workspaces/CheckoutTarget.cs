namespace SpecCursor.Worker.Workspaces;

/// <summary>Where a commit is checked out to: the git directory apart from the tree, out of the repository's reach.</summary>
/// <param name="GitDirectory">The git directory.</param>
/// <param name="Tree">The files.</param>
internal sealed record CheckoutTarget(string GitDirectory, string Tree)
{
    /// <summary>Removes what a failed attempt left.</summary>
    public void Clear()
    {
        foreach (var directory in new[] { GitDirectory, Tree }.Where(Directory.Exists))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
