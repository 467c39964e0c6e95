using SpecCursor.Worker.Changelogs;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Where package managers put a package: beside the manifest, at the project's root, or where pnpm keeps what it links to. Yarn may keep archives instead.</summary>
internal static class NodeModules
{
    /// <summary>The package's folder; null where there is none that is no link.</summary>
    /// <param name="run">The run.</param>
    /// <param name="declaration">Where the package is declared.</param>
    /// <param name="version">The version that was installed.</param>
    public static InstalledPackage? Find(UpgradeRun run, NodeDeclaration declaration, string version)
    {
        var (package, project, root) = (run.Context.PackageName, declaration.Project, run.Workspace.Tree.Root);
        var beside = Path.GetDirectoryName(declaration.ManifestPath)!;
        string[] candidates =
        [
            beside.Length == 0 ? $"node_modules/{package}" : $"{beside}/node_modules/{package}",
            project.PathOf($"node_modules/{package}"),
            project.PathOf($"node_modules/.pnpm/{package.Replace('/', '+')}@{version}/node_modules/{package}"),
        ];
        return candidates.FirstOrDefault(candidate => IsFolder(root, candidate)) is { } folder ? new InstalledPackage(root, folder) : null;
    }

    private static bool IsFolder(string root, string path)
    {
        var current = root;
        foreach (var part in path.Split('/'))
        {
            current = Path.Combine(current, part);
            if (new DirectoryInfo(current) is not { Exists: true, LinkTarget: null })
            {
                return false;
            }
        }

        return true;
    }
}
