using System.Text.Json;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Npm;

/// <summary>
/// Reads the lock graph out of a lockfile of version 2 or 3. Edges are resolved as node does it: the nearest <c>node_modules</c> up the tree.
/// </summary>
internal static class NpmLockGraphReader
{
    private const string Modules = "node_modules/";

    private static readonly (string Section, DependencyKind Kind)[] Sections =
    [
        // Where a name stands in several, the first counts, as it does for npm.
        ("optionalDependencies", DependencyKind.Optional),
        ("dependencies", DependencyKind.Dependency),
        ("devDependencies", DependencyKind.Development),
    ];

    /// <exception cref="StepFailedException">It is not such a lockfile, or has more than 20,000 packages.</exception>
    public static LockGraph Read(string path, JsonDocument lockfile)
    {
        if (!NpmLockfile.HasPackages(lockfile))
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{path}' has no 'packages'.");
        }

        var entries = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var entry in lockfile.RootElement.GetProperty("packages").EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.Object))
        {
            entries[entry.Name] = entry.Value;
            NodeLockfiles.CheckCount(path, entries.Count);
        }

        var packages = entries.Where(entry => !IsLink(entry.Value)).ToList();
        var edges = packages.SelectMany(entry => Edges(entry.Key, entry.Value, entries)).ToList();
        var byAddress = edges.Where(edge => edge.To is not null && IsAddress(edge.Range)).Select(edge => edge.To!).ToHashSet(StringComparer.Ordinal);
        return new LockGraph
        {
            Packages = [.. packages.Select(entry => Package(entry.Key, entry.Value, byAddress)).OrderBy(package => package.Id, StringComparer.Ordinal)],
            Edges = edges,
        };
    }

    private static LockedPackage Package(string id, JsonElement entry, HashSet<string> byAddress)
    {
        var isBundled = Flag(entry, "inBundle");
        return new LockedPackage
        {
            Id = id,
            Name = Text(entry, "name") ?? NameOf(id),
            Version = Text(entry, "version"),
            Integrity = Text(entry, "integrity"),
            IsBundled = isBundled,
            Source = SourceOf(id, Text(entry, "resolved"), byAddress.Contains(id)),
        };
    }

    private static PackageSource SourceOf(string id, string? resolved, bool isByAddress)
    {
        if (!id.Contains(Modules, StringComparison.Ordinal))
        {
            return id.StartsWith("..", StringComparison.Ordinal) ? PackageSource.File : PackageSource.Project;
        }

        return resolved switch
        {
            null => PackageSource.Registry,
            _ when resolved.StartsWith("git", StringComparison.OrdinalIgnoreCase) => PackageSource.Git,
            _ when resolved.StartsWith("file:", StringComparison.OrdinalIgnoreCase) => PackageSource.File,
            _ => isByAddress ? PackageSource.Url : PackageSource.Registry,
        };
    }

    private static IEnumerable<DependencyEdge> Edges(string from, JsonElement entry, Dictionary<string, JsonElement> entries)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (section, kind) in Sections)
        {
            foreach (var (name, range) in Constraints(entry, section).Where(constraint => named.Add(constraint.Name)))
            {
                yield return Edge(from, name, range, kind, entries);
            }
        }

        foreach (var (name, range) in Constraints(entry, "peerDependencies"))
        {
            yield return Edge(from, name, range, IsOptionalPeer(entry, name) ? DependencyKind.OptionalPeer : DependencyKind.Peer, entries);
        }
    }

    private static DependencyEdge Edge(string from, string name, string range, DependencyKind kind, Dictionary<string, JsonElement> entries) =>
        new() { From = from, Name = name, Range = range, Kind = kind, To = Resolve(from, name, entries) };

    private static string? Resolve(string from, string name, Dictionary<string, JsonElement> entries)
    {
        var folder = from;
        while (true)
        {
            var candidate = folder.Length == 0 ? $"{Modules}{name}" : $"{folder}/{Modules}{name}";
            if (entries.TryGetValue(candidate, out var found))
            {
                // A link stands for the workspace or the folder that it points to.
                return IsLink(found) ? LinkTarget(found, entries) : candidate;
            }

            if (folder.Length == 0)
            {
                return null;
            }

            var slash = folder.LastIndexOf('/');
            folder = slash < 0 ? string.Empty : folder[..slash];
            if (folder == "node_modules" || folder.EndsWith("/node_modules", StringComparison.Ordinal))
            {
                folder = folder.Length == "node_modules".Length ? string.Empty : folder[..^"/node_modules".Length];
            }
        }
    }

    private static string? LinkTarget(JsonElement link, Dictionary<string, JsonElement> entries) =>
        Text(link, "resolved") is { } target && entries.ContainsKey(target) ? target : null;

    private static IEnumerable<(string Name, string Range)> Constraints(JsonElement entry, string section) =>
        entry.TryGetProperty(section, out var constraints) && constraints.ValueKind == JsonValueKind.Object
            ? constraints.EnumerateObject()
                .Where(constraint => constraint.Value.ValueKind == JsonValueKind.String)
                .Select(constraint => (constraint.Name, constraint.Value.GetString()!))
            : [];

    private static bool IsOptionalPeer(JsonElement entry, string name) =>
        entry.TryGetProperty("peerDependenciesMeta", out var meta) && meta.ValueKind == JsonValueKind.Object
        && meta.TryGetProperty(name, out var peer) && peer.ValueKind == JsonValueKind.Object && Flag(peer, "optional");

    private static string NameOf(string id)
    {
        var last = id.LastIndexOf(Modules, StringComparison.Ordinal);
        return last < 0 ? id.Split('/')[^1] : id[(last + Modules.Length)..];
    }

    private static bool IsAddress(string range) =>
        range.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || range.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool IsLink(JsonElement entry) => Flag(entry, "link");

    private static bool Flag(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
