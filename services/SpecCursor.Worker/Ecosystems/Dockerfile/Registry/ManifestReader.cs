using System.Text.Json;
using System.Text.RegularExpressions;
using SpecCursor.Worker.Ecosystems.Registries;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Registry;

/// <summary>Reads what registries say of a tag.</summary>
internal static partial class ManifestReader
{
    /// <summary>The digest that the head of an answer tells.</summary>
    /// <exception cref="FormatException">It tells none.</exception>
    public static string DigestOf(RegistryAnswer answer) =>
        answer.Headers.TryGetValues("Docker-Content-Digest", out var digests) && digests.FirstOrDefault() is { } digest && Digest().IsMatch(digest)
            ? digest
            : throw new FormatException("The registry doesn't tell the digest of a tag.");

    /// <summary>The platforms of a list of images; null where it is an image.</summary>
    /// <exception cref="JsonException">It is neither.</exception>
    public static IReadOnlyList<ImagePlatform>? PlatformsOf(RegistryAnswer answer)
    {
        using var document = JsonDocument.Parse(answer.Content);
        var root = document.RootElement;
        return root.ValueKind != JsonValueKind.Object ? throw new JsonException("There is no manifest.")
            : root.TryGetProperty("manifests", out var manifests) && manifests.ValueKind == JsonValueKind.Array
                ? [.. manifests.EnumerateArray().Select(PlatformOf).OfType<ImagePlatform>()]
                : null;
    }

    private static ImagePlatform? PlatformOf(JsonElement manifest) =>
        manifest.ValueKind == JsonValueKind.Object && manifest.TryGetProperty("platform", out var platform) && platform.ValueKind == JsonValueKind.Object
            ? ImagePlatform.Of(Text(platform, "os"), Text(platform, "architecture"), Text(platform, "variant"))
            : null;

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;

    [GeneratedRegex(@"\Asha(?:256:[a-f0-9]{64}|512:[a-f0-9]{128})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digest();
}
