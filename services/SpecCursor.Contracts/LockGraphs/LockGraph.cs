namespace SpecCursor.Contracts.LockGraphs;

/// <summary>What a lockfile says, in no ecosystem's own terms. At most 20,000 packages.</summary>
public sealed record LockGraph
{
    /// <summary>Every package, the root and workspaces included.</summary>
    public required IReadOnlyList<LockedPackage> Packages { get; init; }

    /// <summary>Every constraint.</summary>
    public required IReadOnlyList<DependencyEdge> Edges { get; init; }

    /// <summary>A graph of nothing.</summary>
    public static LockGraph Empty { get; } = new() { Packages = [], Edges = [] };
}
