using System.Globalization;
using System.Text.Json.Nodes;
using SpecCursor.Observability.Tests.Grafana;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>Asks the application's own Prometheus.</summary>
internal sealed class LivePrometheus(Uri address) : IDisposable
{
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

    public void Dispose() => _client.Dispose();

    private static bool HasNumber(JsonNode? series) =>
        (series!["values"]?.AsArray() ?? [series["value"]!.DeepClone()]).Any(sample => (string?)sample![1] != "NaN");

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
