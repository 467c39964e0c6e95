using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Changelogs;

namespace SpecCursor.Worker.Ecosystems;

/// <summary>What was written and installed.</summary>
internal sealed record Application
{
    /// <summary>The constraint that now stands in <see cref="Declaration.ManifestPath"/>.</summary>
    public required string WrittenRange { get; init; }

    /// <summary>The lock graph after.</summary>
    public required LockGraph Graph { get; init; }

    /// <summary>The package manager's run.</summary>
    public required CommandOutput Install { get; init; }

    /// <summary>Files that are part of the change, repository-relative.</summary>
    public required IReadOnlyList<string> ChangedFiles { get; init; }

    /// <summary>Whether the package manager refused a peer conflict and was told to go on, or went on by itself.</summary>
    public bool PeerConflictOverridden { get; init; }

    /// <summary>Where the new version lies, for its changelog; null where that isn't known.</summary>
    public InstalledPackage? Package { get; init; }

    /// <summary>Remarks for the pull request.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
