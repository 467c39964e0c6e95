using System.Text.Json;
using SpecCursor.Versioning.Cargo;
using SpecCursor.Worker.Ecosystems.Releases;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>Reads a package's file of an index: a line of JSON for every version.</summary>
internal static class CrateIndexReader
{
    /// <summary>The newest form of a line that is understood; cargo leaves newer ones out, too.</summary>
    private const int NewestForm = 2;

    /// <summary>Where a package's file is in an index.</summary>
    public static string PathOf(string package)
    {
        var name = package.ToLowerInvariant();
        return name.Length switch
        {
            1 or 2 => $"{name.Length}/{name}",
            3 => $"3/{name[0]}/{name}",
            _ => $"{name[..2]}/{name[2..4]}/{name}",
        };
    }

    /// <exception cref="JsonException">It is no such file.</exception>
    public static ReleaseHistory Read(byte[] content)
    {
        var releases = new List<Release>();
        ReadOnlyMemory<byte> rest = content;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!line.Span.Trim(" \r\t"u8).IsEmpty && ReadLine(line) is { } release)
            {
                releases.Add(release);
            }
        }

        return new ReleaseHistory(releases);
    }

    private static Release? ReadLine(ReadOnlyMemory<byte> json)
    {
        using var line = JsonDocument.Parse(json);
        if (line.RootElement.ValueKind != JsonValueKind.Object || !line.RootElement.TryGetProperty("vers", out var vers) || vers.ValueKind != JsonValueKind.String)
        {
            throw new JsonException("A line has no version.");
        }

        var isNewer = line.RootElement.TryGetProperty("v", out var form) && form.TryGetInt32(out var number) && number > NewestForm;
        var isYanked = line.RootElement.TryGetProperty("yanked", out var yanked) && yanked.ValueKind == JsonValueKind.True;
        DateTimeOffset? published = line.RootElement.TryGetProperty("pubtime", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at)
            ? at
            : null;
        return !isNewer && CargoVersion.Parse(vers.GetString()!) is { } version
            ? new Release(version, vers.GetString()!, isYanked ? new Withdrawal("yanked", Reason: null) : null, published)
            : null;
    }
}
