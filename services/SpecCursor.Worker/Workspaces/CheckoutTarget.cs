namespace SpecCursor.Worker.Workspaces;

/// <summary>Where a commit is checked out to: the git directory apart from the tree, out of the repository's reach.</summary>
/// <param name="GitDirectory">The git directory.</param>
/// <param name="Tree">The files.</param>
internal sealed record CheckoutTarget(string GitDirectory, string Tree);
