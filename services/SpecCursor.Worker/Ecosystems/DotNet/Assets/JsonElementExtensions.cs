using System.Text.Json;

namespace SpecCursor.Worker.Ecosystems.DotNet.Assets;

/// <summary>Looks into JSON that may have any shape.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The object of that name; null where there is none.</summary>
    public static JsonElement? Object(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    /// <summary>The text of that name; null where there is none.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The properties of an object; none of anything else.</summary>
    public static IEnumerable<JsonProperty> Properties(this JsonElement? element) => element is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject() : [];
}
