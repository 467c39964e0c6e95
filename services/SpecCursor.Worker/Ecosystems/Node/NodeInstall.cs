using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>A run of a package manager that did what it was to do.</summary>
/// <param name="Output">What it said.</param>
/// <param name="PeerConflictOverridden">Whether it refused a peer conflict and was told to go on, or went on by itself.</param>
internal sealed record NodeInstall(CommandOutput Output, bool PeerConflictOverridden)
{
    /// <summary>Whether it warned that a package wants another Node.js than the one that runs.</summary>
    public bool WarnedOfEngine { get; init; } = NodeFailures.WarnsOfEngine(Output);

    /// <summary>Peers that packages ask for and that the lockfile doesn't tell of.</summary>
    public IReadOnlyList<DependencyEdge> Peers { get; init; } = [];

    /// <summary>The same after another run, which may have said what this one left out.</summary>
    public NodeInstall After(NodeInstall earlier) => this with
    {
        PeerConflictOverridden = PeerConflictOverridden || earlier.PeerConflictOverridden,
        WarnedOfEngine = WarnedOfEngine || earlier.WarnedOfEngine,
    };
}
