using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using SpecCursor.Testing;

namespace SpecCursor.Observability.Tests.Files;

/// <summary>A strict JSON Schema of a program's configuration file, from the folder <c>Schemas</c>.</summary>
/// <remarks>The library loses patterns of <c>patternProperties</c> that have a slash in them: they are written with <c>\x2F</c> there.</remarks>
internal sealed class ConfigurationSchema
{
    private readonly JsonSchema _schema;

    private ConfigurationSchema(JsonSchema schema) => _schema = schema;

    /// <summary>Loads one.</summary>
    /// <param name="name">The file's name without <c>.schema.json</c>, such as <c>prometheus</c>.</param>
    public static ConfigurationSchema Load(string name) =>
        new(JsonSchema.FromFile(
            Repository.PathOf($"tests/SpecCursor.Observability.Tests/Schemas/{name}.schema.json"),
            new BuildOptions { SchemaRegistry = new SchemaRegistry() }));

    /// <summary>Fails with every fault, each with its place, when the document does not follow the schema.</summary>
    public void Accepts(JsonNode? document) => Assert.Empty(FaultsOf(document));

    /// <summary>What is wrong with a document.</summary>
    public IReadOnlyList<string> FaultsOf(JsonNode? document)
    {
        var results = _schema.Evaluate(
            JsonSerializer.SerializeToElement(document), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid
            ? []
            : [.. (results.Details ?? []).Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Key}: {error.Value}"))];
    }
}
