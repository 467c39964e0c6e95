using System.Text.Json;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Reads a packument, full or abbreviated, without building a tree of it: some are tens of megabytes.</summary>
internal static class PackumentReader
{
    private const int MaximumNotice = 300;

    /// <exception cref="JsonException">It is none.</exception>
    public static Packument Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var versions = new Dictionary<string, string?>(StringComparer.Ordinal);
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
                ReadTags(ref reader, tags);
            }
            else
            {
                reader.Skip();
            }
        }

        return hasVersions ? new Packument(versions, tags) : throw new JsonException("There are no 'versions'.");
    }

    private static void ReadTags(ref Utf8JsonReader reader, Dictionary<string, string> tags)
    {
        while (NextProperty(ref reader, out var tag))
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                tags[tag] = reader.GetString()!;
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>The reader stands on a version's object.</summary>
    private static string? ReadNotice(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        string? notice = null;
        while (NextProperty(ref reader, out var name))
        {
            if (name == "deprecated")
            {
                notice = reader.TokenType switch
                {
                    JsonTokenType.String when reader.GetString() is { Length: > 0 } text => text.Length > MaximumNotice ? text[..MaximumNotice] : text,
                    JsonTokenType.True => "no reason is given",
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
