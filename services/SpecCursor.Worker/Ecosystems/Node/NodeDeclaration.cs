using SpecCursor.Worker.Sandbox.Egress;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Where a node project declares the package, and how it is locked.</summary>
internal sealed record NodeDeclaration : Declaration
{
    public required NodeProject Project { get; init; }

    /// <summary>Where the lockfile is, repository-relative, tracked or not.</summary>
    public required string LockPath { get; init; }

    /// <summary>Whether the repository has the lockfile, and so gets the new one.</summary>
    public required bool IsLockTracked { get; init; }

    /// <summary>A lockfile of the base commit: the repository's own, or one that npm made of it.</summary>
    public required byte[] BaseLock { get; init; }

    /// <summary>Whether the lockfile leaves the registry's addresses out.</summary>
    public required bool OmitsAddresses { get; init; }

    /// <summary>Whether <c>.npmrc</c> names the registry.</summary>
    public required ProjectNpmrc Npmrc { get; init; }

    /// <summary>The servers that the lockfile has packages of.</summary>
    public required IReadOnlyList<EgressHost> LockedServers { get; init; }

    /// <summary>The newest of the versions that the project's manifests resolve to: workspaces may differ.</summary>
    public required string NewestLockedVersion { get; init; }

    public override IReadOnlyCollection<string> ManagedFiles => [.. Project.Manifests.Select(manifest => manifest.Path), LockPath, Project.PathOf(ProjectNpmrc.FileName)];
}
