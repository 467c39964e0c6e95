using SpecCursor.Contracts.LockGraphs;

namespace SpecCursor.Contracts.Upgrades;

/// <summary>What one run of the worker found and did: all that later steps need, so that the worker itself keeps nothing.</summary>
public sealed record UpgradeReport
{
    /// <summary>Full id of the commit that the run started from.</summary>
    public required string BaseCommit { get; init; }

    /// <summary>The branch it was the head of, without <c>refs/heads/</c>.</summary>
    public required string BaseBranch { get; init; }

    /// <summary>The manifest that was edited, repository-relative.</summary>
    public required string ManifestPath { get; init; }

    /// <summary>The <see cref="LockedPackage.Id"/> of the package that the manifest describes (empty: the root).</summary>
    public required string ManifestPackageId { get; init; }

    /// <summary>The version that was locked before.</summary>
    public required string FromVersion { get; init; }

    /// <summary>The version that is locked now.</summary>
    public required string ToVersion { get; init; }

    /// <summary>The constraint that stood in the manifest.</summary>
    public required string OldRange { get; init; }

    /// <summary>The constraint that stands there now.</summary>
    public required string WrittenRange { get; init; }

    /// <summary>
    /// Unified diff of the whole change (<c>git diff --binary</c> form, applies with <c>git apply</c>) against the base commit. At
    /// most 8 MiB.
    /// </summary>
    public required string Diff { get; init; }

    /// <summary>Paths that the diff touches.</summary>
    public required IReadOnlyList<string> ChangedFiles { get; init; }

    /// <summary>The lock graph at the base commit.</summary>
    public required LockGraph Before { get; init; }

    /// <summary>The lock graph after the change.</summary>
    public required LockGraph After { get; init; }

    /// <summary>Every version of the package that the registry lists, at most 5,000, oldest first.</summary>
    public required IReadOnlyList<string> PublishedVersions { get; init; }

    /// <summary>The package manager's run.</summary>
    public required CommandOutput Install { get; init; }

    /// <summary>The tests' run; null where the repository has none.</summary>
    public CommandOutput? Tests { get; init; }

    /// <summary>Whether the package manager refused a peer conflict and was told to go on, so that the proof engine can name it.</summary>
    public bool PeerConflictOverridden { get; init; }

    /// <summary>
    /// When the tests failed: the files that use the package or stand in the failure's stack traces. At most 60 files and 512 KiB.
    /// </summary>
    public IReadOnlyList<SourceFile> Usages { get; init; } = [];

    /// <summary>What the package's publisher says of the new releases; null where nothing was found.</summary>
    public ReleaseNotes? ReleaseNotes { get; init; }

    /// <summary>Remarks for the pull request, such as a deprecation notice. At most 20, each at most 500 characters.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
