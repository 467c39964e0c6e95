using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using SpecCursor.Cli.Demo;
using SpecCursor.Containers.Tests.Engine;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Containers.Tests.Mode;

/// <summary>The main job in container mode, watched by the monitoring in its containers.</summary>
[Collection(ContainerApp.Collection)]
public sealed class JobTests(ContainerApp mode)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Upgrades_that_pass_and_that_break_are_published_and_what_is_kept_outlasts_a_restart_of_everything()
    {
        var results = await mode.UpgradeAsync("node/uptime", "node/order-ids");

        Assert.Equal(2, results.Count);
        Assert.All(results, result => Assert.Null(result.Problem));
        Assert.All(results, result => Assert.Equal(UpgradeStatus.Completed, result.Upgrade!.Status));

        var silence = await SilenceAsync();
        var before = await mode.OwnedAsync();
        var asked = DateTimeOffset.UtcNow;

        await mode.RestartAsync(ContainerLifetime.Persistent);

        await RequireKeptAsync(results, silence, asked);
        var persistent = await mode.OwnedAsync();
        Assert.Empty(Containers(before).Intersect(Containers(persistent)));
        var started = await StartedAsync();

        await mode.RestartAsync(ContainerLifetime.Persistent);

        await RequireKeptAsync(results, silence, asked);
        Assert.Equal(persistent.Order(StringComparer.Ordinal), (await mode.OwnedAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(started, await StartedAsync());
    }

    [Fact]
    public async Task Dashboard_sends_a_demo_upgrade_and_resets_the_database()
    {
        await mode.App.ExecuteAsync("github-app", "demo-upgrade");

        using var api = mode.App.CreateApiClient();
        await WaitAsync(
            async () => (await UpgradesAsync(api)).Any(upgrade => ((string)upgrade["repository"]!).StartsWith("demo-", StringComparison.Ordinal) && (string?)upgrade["status"] == "completed"),
            async () => string.Join('\n', (await UpgradesAsync(api)).Select(upgrade => upgrade.ToJsonString())));

        await mode.App.ExecuteAsync("speccursor", "reset");
        await mode.App.WaitForHealthyAsync("controller");

        Assert.Empty(await UpgradesAsync(api));
    }

    [Fact]
    public async Task Rehearsed_alert_goes_the_way_of_every_warning()
    {
        using var alertmanager = mode.App.CreateClient("alertmanager");

        await mode.App.ExecuteAsync("alertmanager", "rehearse");

        var alerts = await alertmanager.GetFromJsonAsync<JsonArray>(new Uri("/api/v2/alerts?filter=alertname%3DRehearsal", UriKind.Relative));
        var labels = alerts!.Select(alert => ((string?)alert!["labels"]!["severity"], (string?)alert["labels"]!["service"]));
        Assert.Contains(("warning", "alertmanager"), labels);
    }

    [Fact]
    public async Task Prometheus_in_its_container_scrapes_every_service_on_this_machine_and_every_other_container()
    {
        string[] expected =
        [
            "ai-service", "alertmanager", "controller", "github-app", "grafana", "host", "jaeger", "loki", "otel-collector", "postgres", "prometheus", "proof-engine", "redis", "worker",
        ];
        using var prometheus = mode.App.CreateClient("prometheus");

        await WaitAsync(
            async () => (await TargetsAsync(prometheus)).Where(target => target["health"]!.GetValue<string>() == "up").Select(Service).Distinct().Order(StringComparer.Ordinal).Intersect(expected).SequenceEqual(expected),
            async () => string.Join('\n', (await TargetsAsync(prometheus)).Select(target => $"{Service(target)} {target["health"]} {target["lastError"]}")));
    }

    [Fact]
    public async Task Alerts_get_from_prometheus_through_alertmanager_to_the_controller_on_this_machine()
    {
        using var alertmanager = mode.App.CreateClient("alertmanager");
        await WaitAsync(
            async () => (await alertmanager.GetStringAsync(new Uri("/api/v2/alerts", UriKind.Relative))).Contains("Watchdog", StringComparison.Ordinal),
            () => alertmanager.GetStringAsync(new Uri("/api/v2/alerts", UriKind.Relative)));

        // An alert of anything else goes to the controller first, which answers Alertmanager.
        var alert = new { labels = new { alertname = "Rehearsal", severity = "info", service = "controller", component = "monitoring" }, annotations = new { summary = "A rehearsal." } };
        using var sent = await alertmanager.PostAsJsonAsync(new Uri("/api/v2/alerts", UriKind.Relative), new[] { alert });
        sent.EnsureSuccessStatusCode();

        await WaitAsync(
            async () => Notified(await alertmanager.GetStringAsync(new Uri("/metrics", UriKind.Relative))),
            () => alertmanager.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
    }

    /// <summary>What Postgres, Prometheus and Alertmanager have of an earlier run.</summary>
    private async Task RequireKeptAsync(IReadOnlyList<DemoResult> results, string silence, DateTimeOffset asked)
    {
        using var api = mode.App.CreateApiClient();
        foreach (var result in results)
        {
            var kept = await api.GetFromJsonAsync<JsonObject>(new Uri($"/api/v1/upgrades/{result.Upgrade!.Id}", UriKind.Relative));
            Assert.Equal("completed", (string?)kept!["status"]);
        }

        using var alertmanager = mode.App.CreateClient("alertmanager");
        var known = await alertmanager.GetFromJsonAsync<JsonObject>(new Uri($"/api/v2/silence/{silence}", UriKind.Relative));
        Assert.Equal("active", (string?)known!["status"]!["state"]);
        using var prometheus = mode.App.CreateClient("prometheus");
        var series = await prometheus.GetFromJsonAsync<JsonObject>(new Uri($"/api/v1/query?query=up%7Bservice%3D%22controller%22%7D&time={asked.ToUnixTimeSeconds()}", UriKind.Relative));
        Assert.NotEmpty(series!["data"]!["result"]!.AsArray());
    }

    private async Task<string> SilenceAsync()
    {
        using var alertmanager = mode.App.CreateClient("alertmanager");
        var silence = new
        {
            matchers = new[] { new { name = "alertname", value = "Nothing", isRegex = false } },
            startsAt = DateTimeOffset.UtcNow,
            endsAt = DateTimeOffset.UtcNow.AddHours(2),
            createdBy = "tests",
            comment = "It is to outlast a restart.",
        };
        using var made = await alertmanager.PostAsJsonAsync(new Uri("/api/v2/silences", UriKind.Relative), silence);
        return (string)(await made.Content.ReadFromJsonAsync<JsonObject>())!["silenceID"]!;
    }

    private static IEnumerable<string> Containers(IEnumerable<string> owned) => owned.Where(thing => thing.StartsWith("container ", StringComparison.Ordinal));

    /// <summary>When each container was started: one that was made again, or started again, has another time.</summary>
    private async Task<IReadOnlyList<string>> StartedAsync()
    {
        List<string> started = [];
        foreach (var container in Containers(await mode.OwnedAsync()).Order(StringComparer.Ordinal))
        {
            var name = container["container ".Length..];
            started.Add($"{name} {await Docker.RunAsync("inspect", "--format", "{{.Id}} {{.State.StartedAt}}", name)}");
        }

        return started;
    }

    // Every notification that was sent arrived: the webhook integration counts those that the controller refused or that did not reach it.
    private static bool Notified(string metrics)
    {
        double Sum(string series) => metrics.Split('\n')
            .Where(line => line.StartsWith(series, StringComparison.Ordinal) && line.Contains("integration=\"webhook\"", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        return Sum("alertmanager_notifications_total") > Sum("alertmanager_notifications_failed_total");
    }

    private static async Task<IReadOnlyList<JsonNode>> TargetsAsync(HttpClient prometheus)
    {
        var answer = await prometheus.GetFromJsonAsync<JsonObject>(new Uri("/api/v1/targets?state=active", UriKind.Relative));
        return [.. answer!["data"]!["activeTargets"]!.AsArray().Select(target => target!)];
    }

    private static async Task<IReadOnlyList<JsonNode>> UpgradesAsync(HttpClient api)
    {
        var page = await api.GetFromJsonAsync<JsonObject>(new Uri("/api/v1/upgrades", UriKind.Relative));
        return [.. page!["items"]!.AsArray().Select(upgrade => upgrade!)];
    }

    private static string Service(JsonNode target) => (string)target["labels"]!["service"]!;

    private static async Task WaitAsync(Func<Task<bool>> condition, Func<Task<string>> describe)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Poll);
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"It did not come to be. Last seen:\n{await describe()}");
            }
        }
    }
}
