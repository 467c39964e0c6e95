using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>Finds what cargo builds as one: the repository's root, or, in its default, each package with none above it; and folders with a lockfile of their own.</summary>
internal static class RustProjectFinder
{
    private const int MaximumManifests = 2000;
    private const int MaximumProjects = 20;

    /// <summary>The folders of the roots that a package may be declared under, the topmost first.</summary>
    /// <exception cref="StepFailedException">There is no manifest, or the topmost can't be read.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var manifests = ManifestsOf(run);
        if (manifests.Count == 0)
        {
            throw new StepFailedException(FailureCodes.ManifestNotFound, "The repository has no Cargo.toml.");
        }

        await ReadManifestAsync(run, manifests[0], cancellationToken);
        var mentions = await run.Workspace.FindTextAsync(run.Context.PackageName, cancellationToken);
        var mentioned = manifests.Where(mentions.Contains).ToList();
        var locked = run.Files.Select(file => file.Path).Where(path => Path.GetFileName(path) == CargoLock.FileName).Select(FolderOf).ToHashSet(StringComparer.Ordinal);
        var folders = manifests.Select(FolderOf).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. manifests.Select(FolderOf)
                .Where(folder => locked.Contains(folder) || !RepositoryFolders.Above(folder).Any(folders.Contains))
                .Where(folder => mentioned.Exists(path => folder.Length == 0 || path.StartsWith(folder + "/", StringComparison.Ordinal)))
                .Take(MaximumProjects),
        ];
    }

    /// <summary>The manifests outside of a project that declare the package.</summary>
    public static async Task<IReadOnlyList<string>> ElsewhereAsync(UpgradeRun run, RustProject project, CancellationToken cancellationToken)
    {
        var mentions = await run.Workspace.FindTextAsync(run.Context.PackageName, cancellationToken);
        var own = project.Manifests.Select(manifest => manifest.Path).ToHashSet(StringComparer.Ordinal);
        return await OtherProjects.FindAsync(
            run,
            ManifestsOf(run).Where(path => mentions.Contains(path) && !own.Contains(path) && !run.PassedOver.Contains(FolderOf(path))),
            async path => (await ReadManifestAsync(run, path, cancellationToken)).Dependencies.Any(dependency => !dependency.IsInherited && dependency.Package == run.Context.PackageName));
    }

    private static List<string> ManifestsOf(UpgradeRun run) =>
    [
        .. run.Files.Select(file => file.Path)
            .Where(path => Path.GetFileName(path) == CargoManifest.FileName)
            .OrderBy(path => path.Count(character => character == '/'))
            .ThenBy(path => path, StringComparer.Ordinal)
            .Take(MaximumManifests),
    ];

    /// <summary>Reads the manifests of a project as they now are in the workspace.</summary>
    /// <exception cref="StepFailedException">One of them can't be read.</exception>
    public static async Task<RustProject> ReadAsync(UpgradeRun run, string folder, CargoMetadata metadata, CancellationToken cancellationToken)
    {
        if (folder.Length > 0 && !metadata.WorkspaceRoot.EndsWith("/" + folder, StringComparison.Ordinal))
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{folder}' has a lockfile of its own, but belongs to another workspace.");
        }

        if (metadata.WorkspaceMembers.Count > MaximumManifests)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"The workspace has more than {MaximumManifests:N0} members.");
        }

        var top = folder.Length == 0 ? metadata.WorkspaceRoot : metadata.WorkspaceRoot[..^(folder.Length + 1)];
        var root = await ReadManifestAsync(run, folder.Length == 0 ? CargoManifest.FileName : $"{folder}/{CargoManifest.FileName}", cancellationToken);
        var ids = metadata.WorkspaceMembers.ToHashSet(StringComparer.Ordinal);
        var members = new Dictionary<string, CargoManifest>(StringComparer.Ordinal);
        foreach (var package in metadata.Packages.Where(package => ids.Contains(package.Id)))
        {
            var path = Path.GetRelativePath(top, package.ManifestPath);
            members[package.Id] = path == root.Path ? root : await ReadManifestAsync(run, path, cancellationToken);
        }

        return new RustProject(folder, root, members);
    }

    private static async Task<CargoManifest> ReadManifestAsync(UpgradeRun run, string path, CancellationToken cancellationToken)
    {
        var content = await run.Workspace.Tree.ReadAsync(path, CargoManifest.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.ManifestNotFound, $"'{path}' is not there.");
        return CargoManifest.Parse(path, content);
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!;
}
