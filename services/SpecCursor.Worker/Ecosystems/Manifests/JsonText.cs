using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SpecCursor.Worker.Ecosystems.Manifests;

/// <summary>Edits single values of a JSON file and leaves every other byte as it is: indentation, line ends, byte-order mark.</summary>
internal static class JsonText
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The file without its byte-order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;

    /// <summary>Replaces a string value; null when there is none at the path.</summary>
    /// <param name="json">The file.</param>
    /// <param name="path">Property names from the root. Where a name stands twice, the last one counts, as it does for JavaScript.</param>
    /// <param name="value">The new value.</param>
    /// <exception cref="JsonException">The file is not JSON.</exception>
    public static byte[]? ReplaceString(ReadOnlyMemory<byte> json, IReadOnlyList<string> path, string value)
    {
        return Find(json, path) is var (start, length, _) ? [.. json.Span[..start], .. Quote(value), .. json.Span[(start + length)..]] : null;
    }

    /// <summary>A string value as it is written, quotes included.</summary>
    public static byte[] Quote(string value) => [(byte)'"', .. JsonEncodedText.Encode(value, Encoder).EncodedUtf8Bytes, (byte)'"'];

    /// <summary>Where a string value stands, quotes included, and what it is; null when there is none at the path.</summary>
    /// <param name="json">The file.</param>
    /// <param name="path">Property names from the root. Where a name stands twice, the last one counts, as it does for JavaScript.</param>
    /// <exception cref="JsonException">The file is not JSON.</exception>
    public static (int Start, int Length, string Text)? Find(ReadOnlyMemory<byte> json, IReadOnlyList<string> path)
    {
        var text = WithoutMark(json);
        return Find(text.Span, path, json.Length - text.Length);
    }

    private static (int Start, int Length, string Text)? Find(ReadOnlySpan<byte> json, IReadOnlyList<string> path, int offset)
    {
        var reader = new Utf8JsonReader(json);
        (int, int, string)? found = null;

        // How many of the path's names the current object lies under; objects beside the path are skipped.
        var matched = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == matched && matched > 0)
            {
                matched--;
                continue;
            }

            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var isNext = reader.ValueTextEquals(path[matched]);
            reader.Read();
            if (!isNext)
            {
                reader.Skip();
            }
            else if (matched == path.Count - 1)
            {
                found = reader.TokenType == JsonTokenType.String
                    ? (offset + (int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex), reader.GetString()!)
                    : null;
                reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                found = null;
                matched++;
            }
            else
            {
                found = null;
                reader.Skip();
            }
        }

        return found;
    }
}
