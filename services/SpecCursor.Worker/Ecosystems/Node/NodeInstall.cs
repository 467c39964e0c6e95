using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>A run of a package manager that did what it was to do.</summary>
/// <param name="Output">What it said.</param>
/// <param name="PeerConflictOverridden">Whether it refused a peer conflict and was told to go on, or went on by itself.</param>
internal sealed record NodeInstall(CommandOutput Output, bool PeerConflictOverridden)
{
    /// <summary>Peers that packages ask for and that the lockfile doesn't tell of.</summary>
    public IReadOnlyList<DependencyEdge> Peers { get; init; } = [];
}
