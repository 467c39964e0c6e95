using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Problems;

/// <summary>One package at one place of a lock graph.</summary>
internal sealed class GraphNode(LockedPackage package, int index, IPackageVersion? version)
{
    private readonly List<GraphEdge> _constraints = [];

    public LockedPackage Package { get; } = package;

    /// <summary>The place in the graph, from 0.</summary>
    public int Index { get; } = index;

    /// <summary>The locked version; null where there is none or it is no version of the ecosystem.</summary>
    public IPackageVersion? Version { get; } = version;

    /// <summary>What the package asks of others.</summary>
    public IReadOnlyList<GraphEdge> Constraints => _constraints;

    public bool IsProject => Package.Source == PackageSource.Project;

    /// <summary>The package at this version wherever it is: what a move is a change of.</summary>
    public (string Name, string? Version) Identity => (Package.Name, Package.Version);

    public string Words => IsProject && Package.Id.Length == 0 ? "the project"
        : Package.Version is null ? PlainWords.Of(Package.Name)
        : $"{PlainWords.Of(Package.Name)} {PlainWords.Of(Package.Version)}";

    public void Add(GraphEdge edge) => _constraints.Add(edge);
}
