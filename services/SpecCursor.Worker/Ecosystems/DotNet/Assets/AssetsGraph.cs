using System.Text.Json;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet.Assets;

/// <summary>
/// Makes one lock graph of what was resolved for all projects and all their frameworks. A package is known by name and version, a project by its path.
/// </summary>
/// <param name="package">The package that is upgraded; the graph calls it that, whatever its case is elsewhere.</param>
/// <param name="ranges">The constraints on it as they are written: restores write them otherwise.</param>
internal sealed class AssetsGraph(string package, IEnumerable<string> ranges)
{
    /// <summary>The id of what belongs to no project: SDKs and tools.</summary>
    public const string RootId = "";

    private const int MaximumPackages = 20_000;
    private const int MaximumEdges = 400_000;
    private const string Project = "project";

    private readonly Dictionary<string, string> _written = Written(ranges);
    private readonly Dictionary<string, LockedPackage> _packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<DependencyEdge> _edges = [];

    /// <summary>Adds what was resolved for a project.</summary>
    /// <exception cref="StepFailedException">There are more than 20,000 packages.</exception>
    public void Add(string project, JsonElement assets)
    {
        _packages.TryAdd(project, new LockedPackage { Id = project, Name = Path.GetFileNameWithoutExtension(project), Source = PackageSource.Project });
        var libraries = assets.Object("libraries");
        var targets = assets.Object("targets").Properties().ToList();
        foreach (var target in targets)
        {
            AddTarget(project, libraries, target.Value);
        }

        foreach (var framework in assets.Object("project")?.Object("frameworks").Properties() ?? [])
        {
            foreach (var target in targets.Where(target => TargetFramework.IsFor(target.Name, framework.Name)))
            {
                AddReferences(project, framework.Value, IdsOf(project, libraries, target.Value));
            }
        }
    }

    /// <summary>Adds a package that is named outside of all projects, with exactly one version.</summary>
    public void AddPinned(string version, string? integrity)
    {
        var id = $"{package}/{version}";
        _packages.TryAdd(RootId, new LockedPackage { Id = RootId, Name = RootId, Source = PackageSource.Project });
        _packages.TryAdd(id, new LockedPackage { Id = id, Name = package, Version = version, Integrity = integrity, Source = PackageSource.Registry });
        _edges.Add(new DependencyEdge { From = RootId, Name = package, Range = version, Kind = DependencyKind.Development, To = _packages[id].Id });
    }

    public LockGraph Build() => new()
    {
        Packages = [.. _packages.Values.OrderBy(locked => locked.Id, StringComparer.Ordinal)],
        Edges = [.. _edges.Where(edge => edge.To is null || _packages.ContainsKey(edge.To))
            .OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.Name, StringComparer.Ordinal).ThenBy(edge => edge.Range, StringComparer.Ordinal)
            .ThenBy(edge => edge.To, StringComparer.Ordinal).ThenBy(edge => edge.Kind)],
    };

    private static Dictionary<string, string> Written(IEnumerable<string> ranges)
    {
        var written = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var range in ranges)
        {
            written.TryAdd(DotNetSite.Normalize(range), range);
        }

        return written;
    }

    private void AddTarget(string project, JsonElement? libraries, JsonElement target)
    {
        var ids = IdsOf(project, libraries, target);
        foreach (var library in ((JsonElement?)target).Properties().Where(library => library.Value.Text("type") != Project))
        {
            var (name, version) = Split(library.Name);
            AddPackage(name, version, libraries?.Object(library.Name)?.Text("sha512"));
            foreach (var dependency in library.Value.Object("dependencies").Properties().Where(dependency => dependency.Value.ValueKind == JsonValueKind.String))
            {
                AddEdge(ids[name], dependency.Name, dependency.Value.GetString()!, DependencyKind.Dependency, ids);
            }
        }
    }

    private void AddPackage(string name, string version, string? sha512)
    {
        var id = $"{name}/{version}";
        _packages.TryAdd(id, new LockedPackage
        {
            Id = id,
            Name = NameOf(name),
            Version = version,
            Integrity = sha512 is { Length: > 0 } ? $"sha512-{sha512}" : null,
            Source = PackageSource.Registry,
        });
        if (_packages.Count > MaximumPackages || _edges.Count > MaximumEdges)
        {
            throw new StepFailedException(FailureCodes.LockfileTooLarge, $"The projects of the repository together need more than {MaximumPackages:N0} packages.");
        }
    }

    private void AddReferences(string project, JsonElement framework, Dictionary<string, string> ids)
    {
        foreach (var reference in framework.Object("dependencies").Properties())
        {
            if (reference.Value.Text("version") is { } range && reference.Value.Text("target") is null or "Package")
            {
                var isDevelopment = reference.Value.Text("suppressParent")?.Equals("All", StringComparison.OrdinalIgnoreCase) == true;
                var written = IsThePackage(reference.Name) ? _written.GetValueOrDefault(DotNetSite.Normalize(range), range) : range;
                AddEdge(project, reference.Name, written, isDevelopment ? DependencyKind.Development : DependencyKind.Dependency, ids);
            }
        }

        foreach (var (name, id) in ids.Where(entry => DotNetManifest.IsProjectPath(entry.Value)))
        {
            AddEdge(project, name, string.Empty, DependencyKind.Dependency, ids);
        }
    }

    private void AddEdge(string from, string name, string range, DependencyKind kind, Dictionary<string, string> ids) =>
        _edges.Add(new DependencyEdge { From = from, Name = NameOf(name), Range = range, Kind = kind, To = ids.GetValueOrDefault(name) });

    /// <summary>The graph's ids of what was resolved for a framework, by name.</summary>
    private Dictionary<string, string> IdsOf(string project, JsonElement? libraries, JsonElement target)
    {
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var library in ((JsonElement?)target).Properties())
        {
            var name = Split(library.Name).Name;
            if (library.Value.Text("type") != Project)
            {
                // Projects may differ in how they write a package's name.
                ids[name] = _packages.TryGetValue(library.Name, out var known) ? known.Id : library.Name;
            }
            else if (libraries?.Object(library.Name)?.Text("msbuildProject") is { } path)
            {
                ids[name] = Path.GetFullPath(path, "/" + Path.GetDirectoryName(project))[1..];
            }
        }

        return ids;
    }

    private bool IsThePackage(string name) => name.Equals(package, StringComparison.OrdinalIgnoreCase);

    private string NameOf(string name) => IsThePackage(name) ? package : name;

    private static (string Name, string Version) Split(string library)
    {
        var slash = library.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (library, string.Empty) : (library[..slash], library[(slash + 1)..]);
    }
}
