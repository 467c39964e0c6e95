using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Ecosystems.Node.Yaml;

namespace SpecCursor.Worker.Ecosystems.Node.Pnpm;

/// <summary>
/// Reads the lock graph out of a <c>pnpm-lock.yaml</c> of version 6 or 9. Of packages it has what they resolve to and not what they asked for, peers
/// excepted: their constraints are the versions that they got.
/// </summary>
internal sealed class PnpmLockGraphReader
{
    private const string Root = ".";

    private static readonly (string Section, DependencyKind Kind)[] Sections =
    [
        ("optionalDependencies", DependencyKind.Optional),
        ("dependencies", DependencyKind.Dependency),
        ("devDependencies", DependencyKind.Development),
    ];

    private readonly NodeProject _project;
    private readonly YamlNode _lockfile;
    private readonly Dictionary<string, YamlNode> _resolved;
    private readonly Dictionary<string, LockedPackage> _packages;

    private PnpmLockGraphReader(NodeProject project, YamlNode lockfile)
    {
        (_project, _lockfile) = (project, lockfile);

        // Version 6 has in one place what version 9 has in two: a package, and what it resolved to among its peers.
        _resolved = Entries(lockfile["snapshots"] ?? lockfile["packages"]);
        NodeLockfiles.CheckCount(project.LockPath, _resolved.Count);
        _packages = _resolved.Keys.ToDictionary(id => id, Package, StringComparer.Ordinal);
    }

    public static LockGraph Read(NodeProject project, YamlNode lockfile) => new PnpmLockGraphReader(project, lockfile).Read();

    /// <summary>Addresses that packages come from, as far as the lockfile says.</summary>
    public static IEnumerable<string> Addresses(YamlNode lockfile) =>
        Entries(lockfile["packages"]).Values.Select(entry => entry["resolution"]?["tarball"]?.Text ?? entry["resolution"]?["repo"]?.Text).OfType<string>();

    private LockGraph Read()
    {
        var importers = _lockfile["importers"] is { } several ? Entries(several) : new Dictionary<string, YamlNode> { [Root] = _lockfile };
        var manifests = _project.Manifests.ToDictionary(_project.IdOf, StringComparer.Ordinal);
        var projects = importers.Keys.Select(IdOf).Select(id => Project(id, manifests.GetValueOrDefault(id)));
        var edges = importers.SelectMany(importer => ProjectEdges(IdOf(importer.Key), importer.Value, manifests.GetValueOrDefault(IdOf(importer.Key)), importers))
            .Concat(_resolved.SelectMany(entry => PackageEdges(entry.Key, entry.Value)));
        return new LockGraph { Packages = [.. projects.Concat(_packages.Values).OrderBy(package => package.Id, StringComparer.Ordinal)], Edges = [.. edges] };
    }

    private static LockedPackage Project(string id, PackageJson? manifest) =>
        new() { Id = id, Name = manifest?.Name ?? (id.Length == 0 ? "root" : id.Split('/')[^1]), Version = manifest?.Version, Source = PackageSource.Project };

    private LockedPackage Package(string id)
    {
        var (name, version) = Split(id);
        var described = Described(id);
        var resolution = described?["resolution"];
        return new LockedPackage
        {
            Id = id,
            Name = described?["name"]?.Text ?? name,
            Version = described?["version"]?.Text ?? version,
            Integrity = resolution?["integrity"]?.Text,
            Source = SourceOf(version, resolution),
        };
    }

    private static PackageSource SourceOf(string version, YamlNode? resolution) => resolution?["type"]?.Text switch
    {
        "git" => PackageSource.Git,
        "directory" => PackageSource.File,
        _ when version.StartsWith("file:", StringComparison.Ordinal) => PackageSource.File,
        _ => version.Contains("//", StringComparison.Ordinal) || resolution?["integrity"] is null && resolution?["tarball"] is not null ? PackageSource.Url : PackageSource.Registry,
    };

    private IEnumerable<DependencyEdge> ProjectEdges(string id, YamlNode importer, PackageJson? manifest, Dictionary<string, YamlNode> importers)
    {
        foreach (var (section, kind) in Sections)
        {
            foreach (var (name, dependency) in Entries(importer[section]))
            {
                var version = dependency["version"]?.Text ?? string.Empty;
                yield return new DependencyEdge
                {
                    From = id,
                    Name = name,
                    Range = RangeOf(name, manifest?.Dependencies[section].GetValueOrDefault(name), dependency["specifier"]?.Text ?? string.Empty),
                    Kind = kind,
                    To = version.StartsWith("link:", StringComparison.Ordinal) ? Linked(id, version["link:".Length..], importers) : Resolve(name, version),
                };
            }
        }
    }

    private IEnumerable<DependencyEdge> PackageEdges(string id, YamlNode entry)
    {
        var peers = Entries(Described(id)?["peerDependencies"]);
        var resolved = Entries(entry["dependencies"]).Select(dependency => (dependency.Key, dependency.Value, Kind: DependencyKind.Dependency))
            .Concat(Entries(entry["optionalDependencies"]).Select(dependency => (dependency.Key, dependency.Value, Kind: DependencyKind.Optional)))
            .DistinctBy(dependency => dependency.Key)
            .ToDictionary(dependency => dependency.Key, dependency => (To: Resolve(dependency.Key, dependency.Value.Text ?? string.Empty), dependency.Kind), StringComparer.Ordinal);
        foreach (var (name, (to, kind)) in resolved.Where(dependency => !peers.ContainsKey(dependency.Key)))
        {
            yield return new DependencyEdge { From = id, Name = name, Range = (to is null ? null : _packages[to].Version) ?? "*", Kind = kind, To = to };
        }

        foreach (var (name, range) in peers)
        {
            var isOptional = Described(id)?["peerDependenciesMeta"]?[name]?["optional"]?.Text == "true";
            yield return new DependencyEdge
            {
                From = id,
                Name = name,
                Range = range.Text ?? "*",
                Kind = isOptional ? DependencyKind.OptionalPeer : DependencyKind.Peer,
                To = resolved.GetValueOrDefault(name).To,
            };
        }
    }

    /// <summary>
    /// Of a catalog pnpm locks what is resolved by way of it, and that leaves out what an override stands in for: then the project itself says what the
    /// catalog has, or the override does, which pnpm locks in its place.
    /// </summary>
    /// <param name="name">The package.</param>
    /// <param name="declared">What the manifest asks for; null where there is none.</param>
    /// <param name="specifier">What was asked of the registry.</param>
    private string RangeOf(string name, string? declared, string specifier)
    {
        var range = declared ?? specifier;
        if (!range.StartsWith("catalog:", StringComparison.Ordinal))
        {
            return range;
        }

        var catalog = range["catalog:".Length..] is { Length: > 0 } named ? named : "default";
        return _lockfile["catalogs"]?[catalog]?[name]?["specifier"]?.Text ?? _project.Catalogs.GetValueOrDefault((name, range)) ?? specifier;
    }

    /// <summary>A version stands beside the name, or, where another package stands in its place, that one's whole name does.</summary>
    private string? Resolve(string name, string version) =>
        new[] { $"{name}@{version}", $"/{name}@{version}", version, $"/{version}" }.FirstOrDefault(_resolved.ContainsKey);

    private static string? Linked(string from, string path, Dictionary<string, YamlNode> importers)
    {
        var folders = new Stack<string>();
        foreach (var part in $"{from}/{path}".Split('/').Where(part => part is not ("" or ".")))
        {
            if (part != "..")
            {
                folders.Push(part);
            }
            else if (!folders.TryPop(out _))
            {
                return null;
            }
        }

        var target = folders.Count == 0 ? Root : string.Join('/', folders.Reverse());
        return importers.ContainsKey(target) ? IdOf(target) : null;
    }

    private YamlNode? Described(string id)
    {
        var packages = _lockfile["packages"];
        return packages?[id] ?? packages?[WithoutPeers(id)];
    }

    private static (string Name, string Version) Split(string id)
    {
        var text = WithoutPeers(id).TrimStart('/');
        var at = text.Length == 0 ? -1 : text.IndexOf('@', 1);
        return at < 0 ? (text, string.Empty) : (text[..at], text[(at + 1)..]);
    }

    private static string WithoutPeers(string id) => id.IndexOf('(', StringComparison.Ordinal) is > 0 and var end ? id[..end] : id;

    private static string IdOf(string importer) => importer == Root ? string.Empty : importer;

    private static Dictionary<string, YamlNode> Entries(YamlNode? node)
    {
        var entries = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (name, value) in node?.Entries ?? [])
        {
            entries[name] = value;
        }

        return entries;
    }
}
