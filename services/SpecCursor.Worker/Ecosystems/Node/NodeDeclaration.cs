namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Where a node project declares the package, and how it is locked.</summary>
internal sealed record NodeDeclaration : Declaration
{
    private static readonly string[] SettingFiles = [ProjectNpmrc.FileName, ".pnpmfile.cjs", "pnpm-workspace.yaml", ".yarnrc", ".yarnrc.yml"];

    public required NodeProject Project { get; init; }

    /// <summary>A lockfile of the base commit: the repository's own, or one that was made of it.</summary>
    public required NodeLock BaseLock { get; init; }

    /// <summary>Which registries the project names.</summary>
    public required ProjectNpmrc Npmrc { get; init; }

    /// <summary>The newest of the versions that the project's manifests resolve to: workspaces may differ.</summary>
    public required string NewestLockedVersion { get; init; }

    public override IReadOnlyCollection<string> ProjectFolders => [.. Project.Manifests.Select(manifest => manifest.Folder)];

    /// <summary>Settings are no repair's to change either.</summary>
    public override IReadOnlyCollection<string> ManagedFiles =>
    [
        .. Project.Manifests.Select(manifest => manifest.Path), .. Project.Files.Select(file => file.Path), Project.LockPath,
        .. SettingFiles.Select(Project.PathOf),
    ];
}
