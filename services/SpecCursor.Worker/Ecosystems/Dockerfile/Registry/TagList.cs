using System.Text.Json;
using System.Text.RegularExpressions;
using SpecCursor.Worker.Ecosystems.Registries;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

/// <summary>A page of a list of tags.</summary>
/// <param name="Tags">The tags.</param>
/// <param name="Next">Where the next page is; null on the last.</param>
internal sealed partial record TagList(IReadOnlyList<string> Tags, string? Next)
{
    /// <exception cref="JsonException">It is no list.</exception>
    public static TagList Read(RegistryAnswer answer)
    {
        using var document = JsonDocument.Parse(answer.Content);
        if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("tags", out var tags) || tags.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
        {
            throw new JsonException("There is no list of tags.");
        }

        // A repository whose tags were all deleted has null.
        IEnumerable<JsonElement> items = tags.ValueKind == JsonValueKind.Array ? tags.EnumerateArray() : [];
        var link = answer.Headers.TryGetValues("Link", out var links) ? string.Join(',', links) : string.Empty;
        var next = NextPage().Match(link);
        return new TagList([.. items.Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)], next.Success ? next.Groups["address"].Value : null);
    }

    [GeneratedRegex("""<(?<address>[^<>]*)>\s*;\s*rel="?next"?""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NextPage();
}
