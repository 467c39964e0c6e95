using System.Text.Json;
using System.Text.Json.Nodes;
using SpecCursor.Deployment.Tests.Terraform.Model;

namespace SpecCursor.Deployment.Tests.Terraform.Rules;

/// <summary>Resources are what their providers' schemas say.</summary>
internal static class SchemaRule
{
    private static readonly HashSet<string> Meta = new(StringComparer.Ordinal) { "count", "for_each", "depends_on", "lifecycle", "provider" };

    /// <summary>Every type, argument and block that is unknown, missing, of another type, or there too often.</summary>
    public static IReadOnlyList<string> FaultsOf(TerraformTree tree) =>
    [
        .. from module in tree.Modules
           from block in module.Blocks
           from fault in FaultsOf(block)
           select $"{module.Name}, {block.Address}{fault}",
    ];

    private static IEnumerable<string> FaultsOf(TerraformBlock block)
    {
        var body = new JsonObject(block.Body.Where(entry => !Meta.Contains(entry.Key)).Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));
        return ProviderSchema.Of(block.Kind, block.Type) is { } schema
            ? FaultsOf(body, schema, "")
            : [": no schema of it is in the folder Schemas; generate.mjs writes it"];
    }

    private static IEnumerable<string> FaultsOf(JsonObject body, BlockSchema schema, string path)
    {
        var names = body.Select(entry => entry.Key).Where(name => name != "dynamic").Concat(body["dynamic"]?.AsObject().Select(entry => entry.Key) ?? []).ToList();
        return names.Where(name => !schema.Arguments.ContainsKey(name) && !schema.Blocks.ContainsKey(name)).Select(name => $"{path}: there is no {name}")
            .Concat(schema.Arguments.Where(argument => !argument.Value.EndsWith('?') && !names.Contains(argument.Key)).Select(argument => $"{path}: it wants {argument.Key}"))
            .Concat(schema.Arguments.Where(argument => body.ContainsKey(argument.Key) && !Fits(body[argument.Key], argument.Value.TrimEnd('?')))
                .Select(argument => $"{path}: {argument.Key} is no {argument.Value.TrimEnd('?')}"))
            .Concat(schema.Blocks.SelectMany(block => FaultsOf(body, block.Key, block.Value, path)));
    }

    private static IEnumerable<string> FaultsOf(JsonObject body, string name, BlockSchema schema, string path)
    {
        var isRepeated = body["dynamic"]?[name] is not null;
        if (body.ContainsKey(name) && body[name] is not JsonArray)
        {
            return [$"{path}: {name} is a block, not an argument"];
        }

        var blocks = TerraformBlock.Nested(body, name);
        var count = schema.Required && blocks.Count == 0 ? [$"{path}: it wants a block {name}"]
            : !schema.Many && !isRepeated && blocks.Count > 1 ? new[] { $"{path}: {name} may be there once" }
            : [];
        return count.Concat(blocks.SelectMany(block => FaultsOf(block, schema, $"{path}.{name}")));
    }

    // What an expression is of, only Terraform can tell; a literal tells it itself.
    private static bool Fits(JsonNode? value, string type) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => true,
        JsonValueKind.String when ((string)value!).Contains("${", StringComparison.Ordinal) => true,
        JsonValueKind.String => type is "string" or "any",
        JsonValueKind.Number => type is "number" or "string" or "any",
        JsonValueKind.True or JsonValueKind.False => type is "bool" or "string" or "any",
        JsonValueKind.Array => type is "list(string)" or "list(number)" or "any" && value!.AsArray().All(item => item is not JsonObject),
        _ => type is "map(string)" or "any",
    };
}
