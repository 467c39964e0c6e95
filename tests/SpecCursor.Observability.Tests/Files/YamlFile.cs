using System.Globalization;
using System.Text.Json.Nodes;
using SpecCursor.Testing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SpecCursor.Observability.Tests.Files;

/// <summary>Reads YAML the way the programs written in Go do: the core schema of YAML 1.2, which knows no dates, and anchors resolved.</summary>
internal static class YamlFile
{
    private const string MergeKey = "<<";

    /// <summary>The documents of a file as JSON.</summary>
    /// <param name="path">Its path from the root of the repository.</param>
    public static IReadOnlyList<JsonNode?> ReadAll(string path)
    {
        using var reader = new StreamReader(Repository.PathOf(path));
        return ReadAll(reader);
    }

    /// <summary>The only document of a text as a JSON object.</summary>
    /// <param name="text">The text.</param>
    public static JsonObject Parse(string text) => Assert.IsType<JsonObject>(Assert.Single(ParseAll(text)));

    /// <summary>The documents of a text as JSON.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<JsonNode?> ParseAll(string text)
    {
        using var reader = new StringReader(text);
        return ReadAll(reader);
    }

    /// <summary>The only document of a file as a JSON object.</summary>
    /// <param name="path">Its path from the root of the repository.</param>
    public static JsonObject Read(string path) => Assert.IsType<JsonObject>(Assert.Single(ReadAll(path)));

    private static List<JsonNode?> ReadAll(TextReader reader)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(reader)));
        return [.. stream.Documents.Select(document => Convert(document.RootNode))];
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => Convert(mapping),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
        YamlScalarNode scalar => Convert(scalar),
        _ => throw new NotSupportedException($"{node.NodeType} is not expected in a configuration."),
    };

    private static JsonObject Convert(YamlMappingNode mapping)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            var name = ((YamlScalarNode)key).Value!;
            Assert.NotEqual(MergeKey, name);
            result.Add(name, Convert(value));
        }

        return result;
    }

    private static JsonValue? Convert(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any))
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => JsonValue.Create(integer),
            _ when IsNumber(text, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }

    private static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
