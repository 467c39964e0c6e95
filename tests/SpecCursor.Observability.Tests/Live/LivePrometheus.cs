using System.Globalization;
using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Grafana;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>Asks the application's own Prometheus.</summary>
internal sealed class LivePrometheus(Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Range = TimeSpan.FromMinutes(10);

    private readonly HttpClient _client = new() { BaseAddress = address };

    /// <summary>Whether a query of a panel finds a number, now or within the last minutes.</summary>
    public async Task<bool> HasDataAsync(DashboardQuery query, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        using var form = new FormUrlEncodedContent(query.IsInstant
            ? [new("query", query.Expression)]
            : [new("query", query.Expression), new("start", Seconds(now - Range)), new("end", Seconds(now)), new("step", "5s")]);
        using var response = await _client.PostAsync(
            new Uri(query.IsInstant ? "/api/v1/query" : "/api/v1/query_range", UriKind.Relative), form, cancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        Assert.True((string?)answer["status"] == "success", $"{query}: {answer["error"]}");
        return answer["data"]!["result"]!.AsArray().Any(HasNumber);
    }

    /// <summary>What it scrapes.</summary>
    public async Task<IReadOnlyList<ScrapedTarget>> TargetsAsync(CancellationToken cancellationToken)
    {
        var answer = JsonNode.Parse(await _client.GetStringAsync(new Uri("/api/v1/targets?state=active", UriKind.Relative), cancellationToken))!;
        return
        [
            .. answer["data"]!["activeTargets"]!.AsArray().Select(target => new ScrapedTarget(
                string.Join(' ', new[] { target!["scrapePool"], target["labels"]!["service"], target["labels"]!["api"] }.OfType<JsonNode>()),
                (string?)target["health"] == "up",
                (string?)target["lastError"])),
        ];
    }

    /// <summary>The traces that the exemplars of a histogram lead to, as it stored them within the last minutes.</summary>
    public async Task<IReadOnlyList<string>> TracesAsync(string buckets, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        using var form = new FormUrlEncodedContent([new("query", buckets), new("start", Seconds(now - Range)), new("end", Seconds(now))]);
        using var response = await _client.PostAsync(new Uri("/api/v1/query_exemplars", UriKind.Relative), form, cancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        return [.. answer["data"]!.AsArray().SelectMany(series => series!["exemplars"]!.AsArray()).Select(exemplar => (string)exemplar!["labels"]!["trace_id"]!)];
    }

    /// <summary>The value of a series; null where there is none.</summary>
    public async Task<double?> ValueAsync(string series, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent([new("query", series)]);
        using var response = await _client.PostAsync(new Uri("/api/v1/query", UriKind.Relative), form, cancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        return answer["data"]!["result"]!.AsArray() is [{ } found, ..]
            ? double.Parse((string)found["value"]![1]!, CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>Waits until something holds; scrapes come every second here.</summary>
    /// <param name="holds">What is waited for.</param>
    /// <param name="describe">How it is instead.</param>
    public static async Task WaitAsync(Func<CancellationToken, Task<bool>> holds, Func<Task<string>> describe)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (!await holds(limit.Token))
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail(await describe());
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool HasNumber(JsonNode? series) =>
        (series!["values"]?.AsArray() ?? [series["value"]!.DeepClone()]).Any(sample => (string?)sample![1] != "NaN");

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
