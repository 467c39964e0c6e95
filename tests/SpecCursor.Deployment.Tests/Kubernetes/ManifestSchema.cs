using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using SpecCursor.Testing;

namespace SpecCursor.Deployment.Tests.Kubernetes;

/// <summary>What a cluster would say of an object before it takes it: <c>Schemas/generate.mjs</c> makes the schema of Kubernetes' own.</summary>
internal static class ManifestSchema
{
    private const string Source = "tests/SpecCursor.Deployment.Tests/Kubernetes/Schemas/kubernetes.schema.json";

    private static readonly Dictionary<string, JsonSchema> Kinds = Load();

    /// <summary>Every field that is unknown, missing, or of another type, and a kind or version that there is not.</summary>
    /// <param name="document">The object.</param>
    public static IReadOnlyList<string> FaultsOf(JsonNode? document)
    {
        var kind = $"{document?["apiVersion"]}/{document?["kind"]}";
        if (!Kinds.TryGetValue(kind, out var schema))
        {
            return [$"there is no {kind}"];
        }

        var results = schema.Evaluate(JsonSerializer.SerializeToElement(document), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. (results.Details ?? []).Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Key}: {error.Value}"))];
    }

    private static Dictionary<string, JsonSchema> Load()
    {
        var definitions = JsonNode.Parse(File.ReadAllText(Repository.PathOf(Source)))!["$defs"]!.AsObject();
        return definitions
            .Where(definition => definition.Value?["properties"]?["apiVersion"]?["const"] is not null)
            .ToDictionary(
                definition => $"{definition.Value!["properties"]!["apiVersion"]!["const"]}/{definition.Value["properties"]!["kind"]!["const"]}",
                definition => JsonSchema.FromText(
                    new JsonObject { ["$ref"] = $"#/$defs/{definition.Key}", ["$defs"] = definitions.DeepClone() }.ToJsonString(), new BuildOptions { SchemaRegistry = new SchemaRegistry() }));
    }
}
