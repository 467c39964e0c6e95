using System.Text;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Node.Yaml;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Yarn;

/// <summary>Reads the <c>yarn.lock</c> of yarn 2 and later, which is YAML.</summary>
internal static class YarnBerryLockfile
{
    private const string Metadata = "__metadata";

    /// <exception cref="StepFailedException">It is none.</exception>
    public static IReadOnlyList<YarnEntry> Read(string path, byte[] lockfile)
    {
        try
        {
            var root = YamlText.Read(Encoding.UTF8.GetString(JsonText.WithoutMark(lockfile).Span));
            var cacheKey = root[Metadata]?["cacheKey"]?.Text;

            // yarn has no hash of what is for other platforms only, and installs none of it.
            return
            [
                .. root.Entries
                    .Where(entry => entry.Name != Metadata && (entry.Value["checksum"] is not null || entry.Value["conditions"] is null))
                    .Where(entry => !IsWorkspace(entry.Value))
                    .Select(entry => Entry(entry.Name, entry.Value, cacheKey))
                    .DistinctBy(entry => entry.Package.Id),
            ];
        }
        catch (FormatException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{path}' can't be read: {exception.Message}");
        }
    }

    private static bool IsWorkspace(YamlNode entry) => entry["resolution"]?.Text?.Contains("@workspace:", StringComparison.Ordinal) == true;

    private static YarnEntry Entry(string patterns, YamlNode entry, string? cacheKey)
    {
        var id = entry["resolution"]?.Text is { Length: > 0 } resolution ? resolution : throw new FormatException($"'{patterns}' has no resolution.");
        var at = id.IndexOf('@', 1);
        var reference = at < 0 ? string.Empty : id[(at + 1)..];
        return new YarnEntry
        {
            Patterns = YarnLockText.Patterns(patterns),
            Package = new LockedPackage
            {
                Id = id,
                Name = at < 0 ? id : id[..at],
                Version = entry["version"]?.Text,
                Integrity = Integrity(entry["checksum"]?.Text, cacheKey),
                Source = SourceOf(reference),
            },
            Address = reference.StartsWith("http", StringComparison.Ordinal) || reference.StartsWith("git", StringComparison.Ordinal) ? reference : null,
            Constraints = [.. Constraints(entry)],
        };
    }

    private static IEnumerable<(string Name, string Range, DependencyKind Kind)> Constraints(YamlNode entry)
    {
        foreach (var (name, range) in entry["dependencies"]?.Entries ?? [])
        {
            yield return (name, range.Text ?? "*", IsOptional(entry["dependenciesMeta"], name) ? DependencyKind.Optional : DependencyKind.Dependency);
        }

        foreach (var (name, range) in entry["peerDependencies"]?.Entries ?? [])
        {
            yield return (name, range.Text ?? "*", IsOptional(entry["peerDependenciesMeta"], name) ? DependencyKind.OptionalPeer : DependencyKind.Peer);
        }
    }

    private static bool IsOptional(YamlNode? meta, string name) => meta?[name]?["optional"]?.Text == "true";

    /// <summary>A hash of the archive that yarn makes of a package, with its archives' format before it.</summary>
    private static string? Integrity(string? checksum, string? cacheKey)
    {
        if (checksum is null)
        {
            return null;
        }

        var slash = checksum.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? $"yarn{cacheKey}-{checksum}" : $"yarn{checksum[..slash]}-{checksum[(slash + 1)..]}";
    }

    private static PackageSource SourceOf(string reference) => reference switch
    {
        _ when reference.Contains("#commit=", StringComparison.Ordinal) || reference.StartsWith("git", StringComparison.Ordinal) => PackageSource.Git,
        _ when reference.StartsWith("http", StringComparison.Ordinal) => PackageSource.Url,
        _ when reference.StartsWith("npm:", StringComparison.Ordinal) || reference.StartsWith("patch:", StringComparison.Ordinal) => PackageSource.Registry,
        _ => PackageSource.File,
    };
}
