using SpecCursor.Contracts.LockGraphs;

namespace SpecCursor.Worker.Ecosystems.Node.Yarn;

/// <summary>Makes a lock graph of a <c>yarn.lock</c>, which has an answer for each constraint, and of the manifests, which state those of the project.</summary>
internal sealed class YarnLockGraph
{
    private const string Registry = "npm:";

    private static readonly (string Section, DependencyKind Kind)[] Sections =
    [
        ("optionalDependencies", DependencyKind.Optional),
        ("dependencies", DependencyKind.Dependency),
        ("devDependencies", DependencyKind.Development),
    ];

    private readonly NodeProject _project;
    private readonly Dictionary<string, string> _byPattern = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byName = new(StringComparer.Ordinal);

    private YarnLockGraph(NodeProject project, IReadOnlyList<YarnEntry> entries)
    {
        _project = project;
        foreach (var (pattern, id) in entries.SelectMany(entry => entry.Patterns.Select(pattern => (pattern, entry.Package.Id))))
        {
            _byPattern[pattern] = id;
        }

        foreach (var manifest in project.Manifests.Where(manifest => manifest.Name is not null))
        {
            _byName.TryAdd(manifest.Name!, project.IdOf(manifest));
        }
    }

    /// <param name="project">The project.</param>
    /// <param name="entries">The lockfile's entries, those of workspaces left out.</param>
    public static LockGraph Of(NodeProject project, IReadOnlyList<YarnEntry> entries)
    {
        NodeLockfiles.CheckCount(project.LockPath, entries.Count);
        var graph = new YarnLockGraph(project, entries);
        var stated = project.Manifests.SelectMany(graph.ProjectEdges).Concat(entries.SelectMany(graph.PackageEdges)).ToList();
        var peers = new YarnPeers(stated);
        return new LockGraph
        {
            Packages =
            [
                .. project.Manifests.Select(graph.Project).Concat(entries.Select(entry => entry.Package)).DistinctBy(package => package.Id)
                    .OrderBy(package => package.Id, StringComparer.Ordinal),
            ],
            Edges = [.. stated.Select(edge => edge.Kind is DependencyKind.Peer or DependencyKind.OptionalPeer ? edge with { To = peers.Find(edge) } : edge)],
        };
    }

    private LockedPackage Project(PackageJson manifest) => new()
    {
        Id = _project.IdOf(manifest),
        Name = manifest.Name ?? "root",
        Version = manifest.Version,
        Source = PackageSource.Project,
    };

    private IEnumerable<DependencyEdge> ProjectEdges(PackageJson manifest)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (section, kind) in Sections)
        {
            foreach (var (name, range) in manifest.Dependencies[section].Where(dependency => named.Add(dependency.Key)))
            {
                yield return new DependencyEdge { From = _project.IdOf(manifest), Name = name, Range = range, Kind = kind, To = Resolve(name, range) };
            }
        }
    }

    private IEnumerable<DependencyEdge> PackageEdges(YarnEntry entry) => entry.Constraints.Select(constraint => new DependencyEdge
    {
        From = entry.Package.Id,
        Name = constraint.Name,
        Range = constraint.Range.StartsWith(Registry, StringComparison.Ordinal) ? constraint.Range[Registry.Length..] : constraint.Range,
        Kind = constraint.Kind,
        To = Resolve(constraint.Name, constraint.Range),
    });

    private string? Resolve(string name, string range)
    {
        var forced = _project.Root.Resolutions.GetValueOrDefault(name) ?? _project.Root.Resolutions.GetValueOrDefault($"**/{name}");
        foreach (var asked in new[] { range, forced }.OfType<string>())
        {
            if (_byPattern.TryGetValue($"{name}@{asked}", out var id) || _byPattern.TryGetValue($"{name}@{Registry}{asked}", out id))
            {
                return id;
            }
        }

        return _byName.GetValueOrDefault(name);
    }
}
