namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Which tests are run: the root's, or else those of the workspaces that declare the package.</summary>
internal static class MemberTests
{
    /// <param name="project">The project.</param>
    /// <param name="command">Runs the tests of the folder that it is started in.</param>
    public static IReadOnlyList<NodeCommand> Of(NodeProject project, NodeCommand command) => project.Root.HasTests
        ? [command]
        : [.. project.Sites.Where(site => site.PackageId.Length > 0 && site.Manifest.HasTests).Select(site => command with { Folder = site.Manifest.Folder })];
}
