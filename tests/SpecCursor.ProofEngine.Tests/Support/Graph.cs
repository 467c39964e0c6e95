using SpecCursor.Contracts.LockGraphs;

namespace SpecCursor.ProofEngine.Tests.Support;

/// <summary>Builds lock graphs the way npm lays packages out: a constraint resolves to the nearest <c>node_modules</c> that has the name.</summary>
internal sealed class Graph
{
    private readonly List<LockedPackage> _packages = [new() { Id = "", Name = "app", Version = "1.0.0", Source = PackageSource.Project }];
    private readonly List<DependencyEdge> _edges = [];

    public Graph Package(string name, string version, string? at = null, string? integrity = "", PackageSource source = PackageSource.Registry, bool bundled = false)
    {
        _packages.Add(new LockedPackage
        {
            Id = at ?? $"node_modules/{name}",
            Name = name,
            Version = version,
            Integrity = integrity is "" ? $"sha512-{name}+{version}==" : integrity,
            Source = source,
            IsBundled = bundled,
        });
        return this;
    }

    /// <summary>Adds a workspace.</summary>
    public Graph Workspace(string id)
    {
        _packages.Add(new LockedPackage { Id = id, Name = id, Source = PackageSource.Project });
        return this;
    }

    /// <summary>States a constraint of a workspace.</summary>
    public Graph WorkspaceNeeds(string id, string name, string range) => Constraint(id, name, range, DependencyKind.Dependency);

    /// <summary>States a constraint of the project.</summary>
    public Graph Needs(string name, string range, DependencyKind kind = DependencyKind.Dependency) => Constraint("", name, range, kind);

    /// <summary>States a constraint of the package at a place, or of that name at the top.</summary>
    public Graph Depends(string from, string name, string range, DependencyKind kind = DependencyKind.Dependency) =>
        Constraint(from.Contains("node_modules/", StringComparison.Ordinal) ? from : $"node_modules/{from}", name, range, kind);

    public Graph Peer(string from, string name, string range) => Depends(from, name, range, DependencyKind.Peer);

    public LockGraph Build() => new()
    {
        Packages = _packages,
        Edges = [.. _edges.Select(edge => edge with { To = Resolve(edge.From, edge.Name) })],
    };

    private Graph Constraint(string from, string name, string range, DependencyKind kind)
    {
        _edges.Add(new DependencyEdge { From = from, Name = name, Range = range, Kind = kind });
        return this;
    }

    private string? Resolve(string from, string name)
    {
        for (var place = from; ; place = Above(place))
        {
            var id = place.Length == 0 ? $"node_modules/{name}" : $"{place}/node_modules/{name}";
            if (_packages.Exists(package => package.Id == id))
                return id;
            if (place.Length == 0)
                return null;
        }
    }

    private static string Above(string place) =>
        place.LastIndexOf("node_modules/", StringComparison.Ordinal) is >= 0 and var last ? place[..last].TrimEnd('/') : string.Empty;
}
