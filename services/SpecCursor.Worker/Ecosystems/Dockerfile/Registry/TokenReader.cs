using System.Text.Json;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

/// <summary>Reads what a server of tokens answers.</summary>
internal static class TokenReader
{
    private const int MaximumLength = 16 * 1024;

    // The second is OAuth's name for it, which some servers use alone.
    private static readonly string[] Names = ["token", "access_token"];

    /// <exception cref="JsonException">There is no token that could be sent in a header.</exception>
    public static string Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var token = root.ValueKind != JsonValueKind.Object ? null : Names
            .Select(name => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .FirstOrDefault(value => value is { Length: > 0 and <= MaximumLength });
        return token?.All(character => character is > ' ' and <= '~') == true ? token : throw new JsonException("There is no token.");
    }
}
