using System.Text.Json.Nodes;

namespace SpecCursor.Cli.Images.Bills;

/// <summary>Makes components of CycloneDX 1.6.</summary>
internal static class Component
{
    /// <summary>A component that refers to itself by its package URL.</summary>
    public static JsonObject Create(string type, string name, string version, string url, string? license = null)
    {
        var component = new JsonObject { ["type"] = type, ["bom-ref"] = url, ["name"] = name, ["version"] = version, ["purl"] = url };
        if (license is not null)
        {
            component["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = license } });
        }

        return component;
    }

    /// <summary>Escapes a part of a package URL (<see href="https://github.com/package-url/purl-spec"/>), in which a colon stands for itself.</summary>
    public static string Escape(string part) => Uri.EscapeDataString(part).Replace("%3A", ":", StringComparison.Ordinal);
}
