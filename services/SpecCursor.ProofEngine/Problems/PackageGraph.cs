using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Versioning;

namespace SpecCursor.ProofEngine.Problems;

/// <summary>A lock graph with its ends joined and its versions and ranges read.</summary>
internal sealed class PackageGraph
{
    /// <summary>The most packages that are taken.</summary>
    public const int MaximumPackages = 20_000;

    /// <summary>The most constraints that are taken.</summary>
    public const int MaximumEdges = 200_000;

    private readonly Dictionary<string, GraphNode> _byId = new(StringComparer.Ordinal);
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphEdge> _edges = [];

    private PackageGraph()
    {
    }

    public IReadOnlyList<GraphNode> Nodes => _nodes;

    public IReadOnlyList<GraphEdge> Edges => _edges;

    public GraphNode? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Joins a lock graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="scheme">The ecosystem's versions.</param>
    /// <param name="which">What to call the graph in errors.</param>
    /// <exception cref="ProofInputException">It is too large or contradicts itself.</exception>
    public static PackageGraph Read(LockGraph graph, IVersionScheme scheme, string which)
    {
        if (graph.Packages.Count > MaximumPackages || graph.Edges.Count > MaximumEdges)
        {
            throw new ProofInputException(
                $"The lock graph {which} has {graph.Packages.Count} packages and {graph.Edges.Count} constraints; "
                + $"{MaximumPackages} and {MaximumEdges} are the most.");
        }

        var joined = new PackageGraph();
        foreach (var package in graph.Packages)
            joined.Add(package, scheme, which);
        var ranges = new Dictionary<string, IVersionRange?>(StringComparer.Ordinal);
        foreach (var edge in graph.Edges)
            joined.Add(edge, scheme, ranges, which);
        return joined;
    }

    private void Add(LockedPackage package, IVersionScheme scheme, string which)
    {
        var version = package.Version is null ? null : scheme.ParseVersion(package.Version);
        var node = new GraphNode(package, _nodes.Count, version);
        if (!_byId.TryAdd(package.Id, node))
            throw new ProofInputException($"The lock graph {which} has two packages at '{PlainWords.Of(package.Id)}'.");
        _nodes.Add(node);
    }

    private void Add(DependencyEdge edge, IVersionScheme scheme, Dictionary<string, IVersionRange?> ranges, string which)
    {
        if (Find(edge.From) is not { } from)
            throw new ProofInputException($"The lock graph {which} has a constraint of '{PlainWords.Of(edge.From)}', which is not in it.");
        var to = edge.To is null ? null : Find(edge.To)
            ?? throw new ProofInputException(
                $"The lock graph {which} resolves '{PlainWords.Of(edge.Name)}' to '{PlainWords.Of(edge.To)}', which is not in it.");
        if (!ranges.TryGetValue(edge.Range, out var range))
            ranges[edge.Range] = range = scheme.ParseRange(edge.Range);
        var joined = new GraphEdge(from, to, edge, range);
        from.Add(joined);
        _edges.Add(joined);
    }
}
