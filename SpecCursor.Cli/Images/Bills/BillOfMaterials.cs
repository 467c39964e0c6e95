using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpecCursor.Cli.Images.Bills;

/// <summary>
/// A bill of materials in CycloneDX's JSON: CycloneDX's own tool lists the NuGet packages, to which is added what else is in the image. It depends on
/// nothing but what the image is made of.
/// </summary>
internal sealed class BillOfMaterials
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject document;
    private readonly List<JsonObject> added = [];

    private BillOfMaterials(JsonObject document) => this.document = document;

    /// <summary>Reads the NuGet packages of a service, as they were restored.</summary>
    /// <param name="service">The service.</param>
    /// <param name="source">What it is built from.</param>
    /// <param name="directory">Where to put the tool's file.</param>
    /// <param name="tool">Runs the tool.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<BillOfMaterials> ReadAsync(ServiceImage service, SourceState source, string directory, Tool tool, CancellationToken cancellationToken)
    {
        const string File = "nuget.cdx.json";
        await tool.RunAsync(
            "dotnet",
            [
                "tool", "run", "dotnet-CycloneDX", "--", service.ProjectFile, "--disable-package-restore", "--exclude-dev", "--no-serial-number",
                "--spec-version", "1.6", "--output-format", "Json", "--output", directory, "--filename", File,
                "--set-name", $"speccursor/{service.Name}", "--set-version", source.Version, "--set-type", "Container",
            ],
            cancellationToken);
        var document = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(Path.Combine(directory, File), cancellationToken))!.AsObject();
        document["metadata"]!["timestamp"] = source.Date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        document["metadata"]!["component"]!["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["id"] = "MIT" } });
        return new BillOfMaterials(document);
    }

    /// <summary>Adds what else is in the image.</summary>
    public void Add(IEnumerable<JsonObject> components) => added.AddRange(components);

    /// <summary>Writes it, sorted.</summary>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        var components = document["components"]!.AsArray().Select(component => component!.DeepClone().AsObject()).Concat(added);
        document["components"] = new JsonArray([.. components.OrderBy(component => (string?)component["purl"], StringComparer.Ordinal)]);
        var own = (string?)document["metadata"]!["component"]!["bom-ref"];
        var needed = document["dependencies"]!.AsArray().Single(entry => (string?)entry!["ref"] == own)!["dependsOn"]!.AsArray();
        foreach (var component in added.OrderBy(component => (string?)component["purl"], StringComparer.Ordinal))
        {
            needed.Add((string?)component["bom-ref"]);
        }

        await File.WriteAllTextAsync(path, document.ToJsonString(Json) + "\n", cancellationToken);
    }
}
