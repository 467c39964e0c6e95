using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpecCursor.GitHubApp.Tests.Harness;

/// <summary>Bodies in the shape that GitHub sends, read from the files beside.</summary>
internal static class Payloads
{
    private static long _comments = 1_700_000_000;

    public static string Comment(string text, Action<JsonNode>? change = null)
    {
        var payload = Read("issue_comment.created.json");
        payload["comment"]!["body"] = text;
        payload["comment"]!["id"] = Interlocked.Increment(ref _comments);
        payload["comment"]!["created_at"] = Date(DateTimeOffset.UtcNow);
        change?.Invoke(payload);
        return payload.ToJsonString();
    }

    public static string Release(string tag, Action<JsonNode>? change = null)
    {
        var payload = Read("release.published.json");
        payload["release"]!["tag_name"] = tag;
        payload["release"]!["id"] = Interlocked.Increment(ref _comments);
        payload["release"]!["published_at"] = Date(DateTimeOffset.UtcNow);
        change?.Invoke(payload);
        return payload.ToJsonString();
    }

    public static string Date(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonNode Read(string file) =>
        JsonSerializer.Deserialize<JsonNode>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Harness", "Payloads", file)))!;
}
