using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Files;

namespace SpecCursor.Observability.Tests.Pipelines;

/// <summary>A configuration of the collector, or of Jaeger, which is one.</summary>
internal sealed class CollectorFile(JsonObject document)
{
    public static CollectorFile Collector => new(YamlFile.Read("containers/otel-collector/config.yaml"));

    public static CollectorFile WithXRay => new(Merge(
        YamlFile.Read("containers/otel-collector/config.yaml"), YamlFile.Read("containers/otel-collector/config.xray.yaml")));

    public static CollectorFile InCluster => new(Merge(
        YamlFile.Read("containers/otel-collector/config.yaml"), YamlFile.Read("containers/otel-collector/config.kubernetes.yaml")));

    public static CollectorFile Jaeger => new(YamlFile.Read("containers/jaeger/config.yaml"));

    public JsonObject Document => document;

    public IEnumerable<(string Name, JsonObject Pipeline)> Pipelines =>
        document["service"]!["pipelines"]!.AsObject().Select(entry => (entry.Key, entry.Value!.AsObject()));

    public HashSet<string> Defined(string section) => [.. document[section]?.AsObject().Select(entry => entry.Key) ?? []];

    public static List<string> Names(JsonNode? list) => [.. list?.AsArray().Select(item => (string)item!) ?? []];

    /// <summary>As the collector merges files: maps are merged, and everything else is replaced.</summary>
    private static JsonObject Merge(JsonObject below, JsonObject above)
    {
        var merged = (JsonObject)below.DeepClone();
        foreach (var (key, value) in above)
        {
            merged[key] = merged[key] is JsonObject inner && value is JsonObject outer ? Merge(inner, outer) : value?.DeepClone();
        }

        return merged;
    }
}
