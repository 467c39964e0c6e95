using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using SpecCursor.Testing;

namespace SpecCursor.Images.Tests.Bills;

/// <summary>CycloneDX's own JSON schema, as its tool carries it, whose version <c>.config/dotnet-tools.json</c> pins.</summary>
internal static class CycloneDxSchema
{
    private static readonly string[] References = ["spdx", "jsf-0.82"];
    private static readonly Lazy<JsonSchema> Loaded = new(Load);

    /// <summary>What of a document the schema refuses, each as a place and a reason.</summary>
    public static IReadOnlyList<string> Refusals(string document)
    {
        using var parsed = JsonDocument.Parse(document);
        var results = Loaded.Value.Evaluate(parsed.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. (results.Details ?? []).Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Values.Select(error => $"{detail.InstanceLocation}: {error}"))];
    }

    private static JsonSchema Load()
    {
        var assembly = Assembly.LoadFrom(ToolLibrary());
        var options = new BuildOptions { SchemaRegistry = new SchemaRegistry() };
        foreach (var reference in References)
        {
            Read(assembly, reference, options);
        }

        return Read(assembly, "bom-1.6", options);
    }

    // Reading a schema makes it known to those that are read with the same options.
    private static JsonSchema Read(Assembly assembly, string name, BuildOptions options)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream($"CycloneDX.Core.Schemas.{name}.schema.json")!);
        return JsonSchema.FromText(reader.ReadToEnd(), options);
    }

    private static string ToolLibrary()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Repository.PathOf(".config/dotnet-tools.json")))!;
        var version = (string)manifest["tools"]!["cyclonedx"]!["version"]!;
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } configured
            ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Path.Combine(packages, "cyclonedx", version, "tools", "net10.0", "any", "CycloneDX.Core.dll");
    }
}
