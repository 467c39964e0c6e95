using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Yarn;

/// <summary>Reads the <c>yarn.lock</c> of yarn 1: a line an entry, and below it, indented, what it resolved to.</summary>
internal static class YarnClassicLockfile
{
    private static readonly Dictionary<string, DependencyKind> Sections = new()
    {
        ["dependencies:"] = DependencyKind.Dependency,
        ["optionalDependencies:"] = DependencyKind.Optional,
    };

    /// <exception cref="StepFailedException">It is none.</exception>
    public static IReadOnlyList<YarnEntry> Read(string path, byte[] lockfile)
    {
        var entries = new List<YarnEntry>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var lines = Encoding.UTF8.GetString(JsonText.WithoutMark(lockfile).Span).Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0 || lines[i].StartsWith('#'))
            {
                continue;
            }

            if (!YarnLockText.IsHeader(lines[i]) || YarnLockText.Patterns(lines[i]) is not { Count: > 0 } patterns)
            {
                throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{path}' can't be read: line {i + 1} is neither an entry nor part of one.");
            }

            var end = lines.FindIndex(i + 1, line => !line.StartsWith(' '));
            var body = lines[(i + 1)..(end < 0 ? lines.Count : end)];
            var entry = Entry(patterns, body);
            entries.Add(ids.Add(entry.Package.Id) ? entry : entry with { Package = entry.Package with { Id = entry.Patterns[0] } });
            NodeLockfiles.CheckCount(path, entries.Count);
            i += body.Count;
        }

        return entries;
    }

    private static YarnEntry Entry(IReadOnlyList<string> patterns, List<string> body)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var constraints = new List<(string, string, DependencyKind)>();
        DependencyKind? section = null;
        foreach (var line in body)
        {
            var (name, value) = Pair(line);
            if (!line.StartsWith("    ", StringComparison.Ordinal))
            {
                section = Sections.TryGetValue(name, out var kind) ? kind : null;
                values[name] = value;
            }
            else if (section is { } current)
            {
                constraints.Add((name, value, current));
            }
        }

        var at = patterns[0].IndexOf('@', 1);
        var asked = at < 0 ? patterns[0] : patterns[0][..at];
        var alias = at < 0 ? null : NpmSpec.Parse(patterns[0][(at + 1)..]).AliasName;
        var version = values.GetValueOrDefault("version");
        var resolved = values.GetValueOrDefault("resolved");
        return new YarnEntry
        {
            Patterns = patterns,
            Package = new LockedPackage
            {
                Id = $"{asked}@{version}",
                Name = alias ?? asked,
                Version = version,
                Integrity = values.GetValueOrDefault("integrity") ?? HashOf(resolved),
                Source = SourceOf(patterns[0][(at + 1)..], resolved),
            },
            Address = resolved,
            Constraints = constraints,
        };
    }

    private static PackageSource SourceOf(string range, string? resolved) => NpmSpec.Parse(range).Kind switch
    {
        NpmSpecKind.Git => PackageSource.Git,
        NpmSpecKind.Remote => PackageSource.Url,
        NpmSpecKind.File or NpmSpecKind.Directory => PackageSource.File,
        _ => resolved?.StartsWith("git", StringComparison.Ordinal) == true ? PackageSource.Git : PackageSource.Registry,
    };

    /// <summary>Lockfiles of yarn before 1.10 have a hash only behind the address.</summary>
    private static string? HashOf(string? resolved)
    {
        var hash = resolved?[(resolved.IndexOf('#', StringComparison.Ordinal) + 1)..];
        return hash is { Length: 40 } && hash.All(char.IsAsciiHexDigit) ? $"sha1-{Convert.ToBase64String(Convert.FromHexString(hash))}" : null;
    }

    private static (string Name, string Value) Pair(string line)
    {
        var text = line.Trim();
        var end = text.StartsWith('"') && text.IndexOf('"', 1) is > 0 and var quote ? quote + 1 : text.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? (text, string.Empty) : (text[..end].Trim('"'), text[end..].Trim().Trim('"'));
    }
}
