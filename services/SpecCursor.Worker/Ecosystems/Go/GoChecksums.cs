using System.Text;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>A <c>go.sum</c>: hashes of modules and of their manifests (go.dev/ref/mod#go-sum-files).</summary>
internal sealed class GoChecksums
{
    public const string FileName = "go.sum";
    public const int MaximumBytes = 32 * 1024 * 1024;

    private const string Manifest = "/go.mod";

    private readonly HashSet<string> _lines;
    private readonly Dictionary<(string Path, string Version), string> _hashes = [];

    private GoChecksums(HashSet<string> lines)
    {
        _lines = lines;
        foreach (var fields in lines.Order(StringComparer.Ordinal).Select(line => line.Split(' ')).Where(fields => fields.Length == 3))
        {
            var isManifest = fields[1].EndsWith(Manifest, StringComparison.Ordinal);
            var key = (fields[0], isManifest ? fields[1][..^Manifest.Length] : fields[1]);

            // As the engine compares them: the algorithm, a dash, the hash. What a manifest's hash is of is another thing than the module.
            var hash = fields[2].Replace("h1:", isManifest ? "h1mod-" : "h1-", StringComparison.Ordinal);
            _hashes[key] = _hashes.TryGetValue(key, out var other) ? $"{other} {hash}" : hash;
        }
    }

    /// <summary>Reads one, or several as one; null for one that isn't there.</summary>
    public static GoChecksums Parse(params IEnumerable<byte[]?> contents) => new(
        contents.OfType<byte[]>()
            .SelectMany(content => Encoding.UTF8.GetString(content).Split('\n'))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0)
            .ToHashSet(StringComparer.Ordinal));

    /// <summary>What is known of a module's contents; null for nothing.</summary>
    public string? Integrity(string path, string version) => _hashes.GetValueOrDefault((path, version));

    /// <summary>Whether another has the same, in whatever order.</summary>
    public bool SameAs(GoChecksums other) => _lines.SetEquals(other._lines);
}
