using System.Net;
using System.Text.Json;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>Everything that may be lost is lost at once: the cache, and all that measures and tells.</summary>
[Collection(LiveApp.Collection)]
public sealed class OutageTests(LiveApp live)
{
    private const int Requests = 300;

    /// <summary>How often one service may say the same thing in an outage of any length: a few times as it begins, and when something was tried.</summary>
    private const int Repetitions = 10;

    private static readonly string[] Services = ["controller", "github-app", "worker", "ai-service", "proof-engine"];

    [Fact]
    public async Task Without_redis_prometheus_and_alertmanager_upgrades_go_on_and_nobody_complains_in_a_loop()
    {
        string[] lost = ["prometheus", "alertmanager", "redis"];
        var before = await LinesAsync();
        await Task.WhenAll(lost.Select(resource => live.App.StopAsync(resource)));

        try
        {
            await live.DemoAsync();
            await RequestAsync();

            var complaints = await ComplaintsAsync(before);
            Assert.All(complaints, complaint => Assert.True(
                complaint.Count <= Repetitions, $"{complaint.Service} said {complaint.Count} times: {complaint.Template}"));
        }
        finally
        {
            // Others need them.
            foreach (var resource in lost)
            {
                await live.App.StartAsync(resource);
            }
        }

        using var prometheus = new LivePrometheus(live.App.AddressOf("prometheus", "tcp"));
        await LivePrometheus.WaitAsync(
            async cancellationToken => await prometheus.ValueAsync("redis_up", cancellationToken) == 1,
            async () => $"redis_up is {await prometheus.ValueAsync("redis_up", CancellationToken.None)}");
        await live.DemoAsync();
    }

    private async Task RequestAsync()
    {
        using var api = live.App.CreateApiClient();
        for (var request = 0; request < Requests; request++)
        {
            using var response = await api.GetAsync(new Uri("/api/v1/upgrades", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private async Task<Dictionary<string, int>> LinesAsync()
    {
        var lines = new Dictionary<string, int>();
        foreach (var service in Services)
        {
            lines[service] = (await live.App.LogOfAsync(service)).Count;
        }

        return lines;
    }

    /// <summary>Warnings and errors since then, by what was said.</summary>
    private async Task<IReadOnlyList<(string Service, string Template, int Count)>> ComplaintsAsync(Dictionary<string, int> since)
    {
        var complaints = new List<(string Service, string Template, int Count)>();
        var understood = 0;
        foreach (var service in Services)
        {
            var lines = (await live.App.LogOfAsync(service)).Skip(since[service]).Select(Parse).OfType<JsonElement>().ToList();
            understood += lines.Count;
            complaints.AddRange(lines
                .Where(line => line.GetProperty("level").GetString() is "Warning" or "Error" or "Critical")
                .GroupBy(line => line.TryGetProperty("template", out var template) ? template.GetString()! : line.GetProperty("message").GetString()!)
                .Select(said => (service, said.Key, said.Count())));
        }

        Assert.True(understood > 0, "Nothing that services said was understood here, so nothing is known of what they complained about.");
        return complaints;
    }

    private static JsonElement? Parse(string line)
    {
        try
        {
            var start = line.IndexOf('{', StringComparison.Ordinal);
            return start < 0 ? null : JsonElement.Parse(line[start..]);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
