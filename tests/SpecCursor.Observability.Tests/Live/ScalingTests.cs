using System.Net;
using System.Net.Http.Json;
using SpecCursor.Contracts.Api;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>A backlog has another worker run, which Prometheus sees, until the backlog is gone.</summary>
[Collection(LiveApp.Collection)]
public sealed class ScalingTests(LiveApp live)
{
    private const string Workers = "count(up{job=\"services\",service=\"worker\"} == 1)";

    [Fact]
    public async Task Backlog_starts_another_worker_and_its_end_stops_it()
    {
        using var api = live.App.CreateApiClient();
        using var prometheus = new LivePrometheus(live.App.AddressOf("prometheus", "tcp"));
        await WorkersAsync(prometheus, 1);

        await NotifyAsync(api, "firing");
        try
        {
            await WorkersAsync(prometheus, 2);

            Assert.Equal(1, await prometheus.ValueAsync("up{service=\"worker\",instance=\"worker-2\"}", CancellationToken.None));
        }
        finally
        {
            await NotifyAsync(api, "resolved");
        }

        // Gone from the files, and not only down.
        await LivePrometheus.WaitAsync(
            async cancellationToken => await prometheus.ValueAsync("count(up{job=\"services\",service=\"worker\"})", cancellationToken) == 1,
            async () => string.Join('\n', await prometheus.TargetsAsync(CancellationToken.None)));
        var scale = await api.GetFromJsonAsync<ScaleResource>(new Uri("/api/v1/scaling/worker", UriKind.Relative));
        Assert.Equal((1, 2), (scale!.Replicas, scale.Maximum));
    }

    private static Task WorkersAsync(LivePrometheus prometheus, int count) => LivePrometheus.WaitAsync(
        async cancellationToken => await prometheus.ValueAsync(Workers, cancellationToken) == count,
        async () => string.Join('\n', await prometheus.TargetsAsync(CancellationToken.None)));

    // As Alertmanager posts it. A backlog of over a hundred upgrades takes minutes to make; its rule has tests of its own.
    private static async Task NotifyAsync(HttpClient api, string status)
    {
        using var response = await api.PostAsJsonAsync(new Uri("/api/v1/alerts", UriKind.Relative), new
        {
            version = "4",
            status,
            alerts = new[]
            {
                new
                {
                    status,
                    labels = new Dictionary<string, string>
                    {
                        ["alertname"] = "QueueBacklog", ["queue"] = "worker", ["service"] = "worker", ["severity"] = "warning", ["remediation"] = "scale_out",
                    },
                    fingerprint = "scaling-1",
                },
            },
        });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
