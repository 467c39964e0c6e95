using System.Net;
using SpecCursor.Observability.Tests.Grafana;

namespace SpecCursor.Observability.Tests.Live;

/// <summary>Real upgrades, and then every query of every panel.</summary>
[Collection(LiveApp.Collection)]
public sealed class DashboardTests(LiveApp live)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Every_panel_has_data_after_a_demo()
    {
        // Twice: a series that begins with the first upgrade has not grown until the second.
        await live.DemoAsync();
        await KnockAsync();
        var traces = (await live.DemoAsync()).Select(result => result.Upgrade!.TraceId).ToHashSet();
        await KnockAsync();

        using var prometheus = new LivePrometheus(live.App.AddressOf("prometheus", "tcp"));
        var missing = DashboardQueries.PromQl.Where(query => EmptyPanels.ReasonOf(query) is null).ToList();
        Assert.True(missing.Count > 100, "Too few queries are asked for the test to say much.");
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (missing.Count > 0 && !limit.IsCancellationRequested)
        {
            var still = new List<DashboardQuery>();
            foreach (var query in missing)
            {
                if (!await prometheus.HasDataAsync(query, CancellationToken.None))
                {
                    still.Add(query);
                }
            }

            missing = still;
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
        await LivePrometheus.WaitAsync(
            async token => (await prometheus.TracesAsync("speccursor_upgrade_step_duration_seconds_bucket", token)).Any(traces.Contains),
            () => Task.FromResult("Prometheus has no exemplar of the demo's upgrades."));
    }

    /// <summary>Calls that are refused.</summary>
    private async Task KnockAsync()
    {
        using var stranger = live.App.CreateClient("controller");
        using var response = await stranger.GetAsync(new Uri("/api/v1/upgrades", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
