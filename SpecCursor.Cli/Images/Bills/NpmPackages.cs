using System.Text.Json.Nodes;

namespace SpecCursor.Cli.Images.Bills;

/// <summary>The packages of an npm lock file, as components of a bill of materials.</summary>
internal static class NpmPackages
{
    private const string Folder = "node_modules/";

    /// <summary>Reads the lock file's packages.</summary>
    /// <param name="lockFile">The text of <c>package-lock.json</c>.</param>
    /// <param name="node">The package of Node.js that is taken; those for other processors are left out.</param>
    public static IEnumerable<JsonObject> Read(string lockFile, string node) =>
        JsonNode.Parse(lockFile)!["packages"]!.AsObject()
            .Where(package => package.Key.Length > 0 && (package.Key == Folder + node || package.Value!["cpu"] is null))
            .Select(package => Read(package.Key, package.Value!))
            .DistinctBy(component => (string)component["purl"]!);

    private static JsonObject Read(string path, JsonNode package)
    {
        // An alias is installed under another name than its own.
        var name = (string?)package["name"] ?? path[(path.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var escaped = slash < 0 ? name : $"{Component.Escape(name[..slash])}{name[slash..]}";
        var version = (string)package["version"]!;
        var component = Component.Create("library", name, version, $"pkg:npm/{escaped}@{Component.Escape(version)}");
        if ((string?)package["integrity"] is { } integrity && integrity.StartsWith("sha512-", StringComparison.Ordinal))
        {
            component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexString(Convert.FromBase64String(integrity["sha512-".Length..])) });
        }

        if ((string?)package["license"] is { } license)
        {
            component["licenses"] = new JsonArray(new JsonObject { ["expression"] = license });
        }

        return component;
    }
}
