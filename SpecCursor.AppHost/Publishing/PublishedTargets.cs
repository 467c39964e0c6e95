using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpecCursor.AppHost.Publishing;

/// <summary>A file of Prometheus' targets without those that are not published.</summary>
internal static class PublishedTargets
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Leaves out what is not there.</summary>
    /// <param name="text">The file: a JSON array of groups, each with targets as <c>host:port</c>.</param>
    /// <param name="isThere">Whether a host is.</param>
    /// <returns>The file as it stood where everything is there.</returns>
    public static string Fit(string text, Func<string, bool> isThere)
    {
        var groups = JsonNode.Parse(text)!.AsArray();
        var kept = groups.Where(group => group!["targets"]!.AsArray().All(target => isThere(((string)target!).Split(':')[0]))).ToList();
        return kept.Count == groups.Count ? text : new JsonArray([.. kept.Select(group => group!.DeepClone())]).ToJsonString(Readable) + "\n";
    }
}
