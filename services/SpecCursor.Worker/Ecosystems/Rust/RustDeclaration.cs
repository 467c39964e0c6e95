namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>Where a Rust project declares the package, and how it is locked.</summary>
internal sealed record RustDeclaration : Declaration
{
    public required RustProject Project { get; init; }

    /// <summary>Whether the repository has the lockfile, and so gets the new one.</summary>
    public required bool IsLockTracked { get; init; }

    /// <summary>A lockfile of the base commit: the repository's own, or one that cargo made of it.</summary>
    public required byte[] BaseLock { get; init; }

    /// <summary>The newest of the versions that the members resolve to.</summary>
    public required string NewestLockedVersion { get; init; }

    /// <summary>The name that the project's code calls the package by.</summary>
    public required string CrateName { get; init; }

    public override IReadOnlyCollection<string> ProjectFolders => [.. Project.Manifests.Select(manifest => Path.GetDirectoryName(manifest.Path)!)];

    public override IReadOnlyCollection<string> ManagedFiles =>
        [.. Project.Manifests.Select(manifest => manifest.Path), Project.LockPath, .. CargoConfiguration.Paths(Project.Folder)];
}
