using System.Globalization;
using System.Text.Json;
using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Ecosystems.Releases;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Reads a packument, full or abbreviated, without building a tree of it: some are tens of megabytes.</summary>
internal static class PackumentReader
{
    private const int MaximumNotice = 300;

    /// <exception cref="JsonException">It is none.</exception>
    public static ReleaseHistory Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var versions = new Dictionary<string, Withdrawal?>(StringComparer.Ordinal);
        var times = new Dictionary<string, string>(StringComparer.Ordinal);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject);
        var hasVersions = false;
        while (NextProperty(ref reader, out var name))
        {
            if (name == "versions" && reader.TokenType == JsonTokenType.StartObject)
            {
                hasVersions = true;
                while (NextProperty(ref reader, out var version))
                {
                    versions[version] = ReadNotice(ref reader);
                }
            }
            else if (name == "dist-tags" && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadTexts(ref reader, tags);
            }
            else if (name == "time" && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadTexts(ref reader, times);
            }
            else
            {
                reader.Skip();
            }
        }

        return hasVersions ? Of(versions, times, tags) : throw new JsonException("There are no 'versions'.");
    }

    private static ReleaseHistory Of(Dictionary<string, Withdrawal?> versions, Dictionary<string, string> times, Dictionary<string, string> tags)
    {
        var releases = versions
            .Select(entry => NpmVersion.Parse(entry.Key) is { } version ? new Release(version, entry.Key, entry.Value, Published(times, entry.Key)) : null)
            .OfType<Release>();
        return new ReleaseHistory([.. releases], tags.GetValueOrDefault("latest"));
    }

    private static DateTimeOffset? Published(Dictionary<string, string> times, string version) =>
        times.TryGetValue(version, out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    private static void ReadTexts(ref Utf8JsonReader reader, Dictionary<string, string> texts)
    {
        while (NextProperty(ref reader, out var name))
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                texts[name] = reader.GetString()!;
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>The reader stands on a version's object.</summary>
    private static Withdrawal? ReadNotice(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        Withdrawal? notice = null;
        while (NextProperty(ref reader, out var name))
        {
            if (name == "deprecated")
            {
                notice = reader.TokenType switch
                {
                    JsonTokenType.String when reader.GetString() is { Length: > 0 } text =>
                        new Withdrawal("deprecated", text.Length > MaximumNotice ? text[..MaximumNotice] : text),
                    JsonTokenType.True => new Withdrawal("deprecated", Reason: null),
                    _ => null,
                };
            }

            reader.Skip();
        }

        return notice;
    }

    /// <summary>Goes to the next property's value; false at the object's end.</summary>
    private static bool NextProperty(ref Utf8JsonReader reader, out string name)
    {
        name = string.Empty;
        if (!reader.Read())
        {
            throw new JsonException("It ends too soon.");
        }

        if (reader.TokenType == JsonTokenType.EndObject)
        {
            return false;
        }

        name = reader.GetString()!;
        return reader.Read() ? true : throw new JsonException("It ends too soon.");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException($"Expected {type}.");
        }
    }
}
