using System.Text.Json;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

/// <summary>Reads what a server of tokens answers.</summary>
internal static class TokenReader
{
    private const int MaximumLength = 16 * 1024;

    /// <exception cref="JsonException">There is no token that could be sent in a header.</exception>
    public static string Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var token = new[] { "token", "access_token" }
            .Select(name => document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
            .FirstOrDefault(value => value is { Length: > 0 and <= MaximumLength });
        return token?.All(character => character is > ' ' and <= '~') == true ? token : throw new JsonException("There is no token.");
    }
}
