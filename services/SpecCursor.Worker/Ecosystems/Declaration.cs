using SpecCursor.Contracts.LockGraphs;

namespace SpecCursor.Worker.Ecosystems;

/// <summary>Where a repository declares the package, and what is locked now. An ecosystem derives its own from it.</summary>
internal abstract record Declaration
{
    /// <summary>The first manifest that declares it, repository-relative; the root's where it does.</summary>
    public required string ManifestPath { get; init; }

    /// <summary>The id in the lock graph of the package that this manifest describes.</summary>
    public required string ManifestPackageId { get; init; }

    /// <summary>The constraint that stands there.</summary>
    public required string Range { get; init; }

    /// <summary>The version that is locked.</summary>
    public required string LockedVersion { get; init; }

    /// <summary>The lock graph at the base commit.</summary>
    public required LockGraph Graph { get; init; }

    /// <summary>Remarks for the pull request.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The folders of the project that declares it, where a repository may have other projects beside it; empty where all of the repository is upgraded as one.</summary>
    public virtual IReadOnlyCollection<string> ProjectFolders => [];

    /// <summary>Manifests and lockfiles: what a repair may not touch.</summary>
    public abstract IReadOnlyCollection<string> ManagedFiles { get; }
}
