using System.Collections.Frozen;
using System.Security.Cryptography;

namespace SpecCursor.Controller.Console;

/// <summary>The console's style, script and icon. They are part of the assembly, and an address names its content, so that browsers may keep it.</summary>
internal static class AssetFiles
{
    private static readonly FrozenDictionary<string, AssetFile> Files = new[]
    {
        Load("console.css", "text/css; charset=utf-8"),
        Load("console.js", "text/javascript; charset=utf-8"),
        Load("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(file => file.Name, StringComparer.Ordinal);

    public static string Path(string name) => $"/assets/{Files[name].Version}/{name}";

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{version}/{name}", Send).AllowAnonymous().ExcludeFromDescription();

        // Browsers ask for it beside documents that are no pages of ours.
        routes.MapGet("/favicon.ico", (HttpContext context) => Send(string.Empty, "icon.svg", context)).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Send(string version, string name, HttpContext context)
    {
        if (!Files.TryGetValue(name, out var file))
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = version == file.Version ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.Bytes(file.Content, file.ContentType);
    }

    private static AssetFile Load(string name, string contentType)
    {
        using var stream = typeof(AssetFiles).Assembly.GetManifestResourceStream($"Assets.{name}")
            ?? throw new InvalidOperationException($"The asset {name} is missing from the assembly.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        var content = buffer.ToArray();
        return new AssetFile(name, contentType, Convert.ToHexStringLower(SHA256.HashData(content))[..12], content);
    }

    private sealed record AssetFile(string Name, string ContentType, string Version, byte[] Content);
}
