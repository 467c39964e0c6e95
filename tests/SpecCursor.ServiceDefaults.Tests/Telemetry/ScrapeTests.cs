using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Tests.Telemetry;

public sealed class ScrapeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_metric_of_the_catalogue_is_exposed_as_declared(bool openMetrics)
    {
        await using var service = await TestService.StartAsync();
        ReportEverything(service.Get<SpecCursorMetrics>());

        var scrape = await Scrape.OfAsync(service.Client, openMetrics);

        foreach (var metric in MetricCatalogue.All)
        {
            var isCounter = metric.Kind == MetricKind.Counter;
            var family = scrape.Families[openMetrics && isCounter ? metric.Name[..^"_total".Length] : metric.Name];
            Assert.Equal(metric.Kind.ToString().ToLowerInvariant(), family.Type);
            Assert.Equal(metric.Meaning, family.Help);
            Assert.NotEmpty(family.Samples);
            Assert.All(family.Samples, sample => Assert.Equal(
                metric.Labels.Select(label => label.Name).Append("service").Order(), sample.Labels.Keys.Where(label => label != "le").Order()));
            Assert.Equal(metric.Buckets, family.Bounds);
        }
    }

    [Fact]
    public async Task Nothing_is_exposed_in_our_name_that_is_not_in_the_catalogue()
    {
        await using var service = await TestService.StartAsync();
        ReportEverything(service.Get<SpecCursorMetrics>());

        var scrape = await Scrape.OfAsync(service.Client);

        var ours = scrape.Families.Keys.Where(name => name.StartsWith("speccursor", StringComparison.Ordinal));
        Assert.Equal(MetricCatalogue.All.Select(metric => metric.Name).Order(), ours.Order());
    }

    [Fact]
    public async Task What_happened_before_the_first_scrape_counts()
    {
        await using var service = await TestService.StartAsync(configure: builder => builder.Services.AddHostedService<EagerWorker>());
        service.Get<SpecCursorMetrics>().UpgradeEnded("node", "completed", TimeSpan.FromSeconds(7));

        var scrape = await Scrape.OfAsync(service.Client);

        Assert.Equal(1, scrape.Value("speccursor_upgrades_total", ("ecosystem", "node"), ("status", "completed")));
        Assert.Equal(7, scrape.Value("speccursor_upgrade_duration_seconds_sum", ("status", "completed")));
        Assert.Equal(0, scrape.Value("speccursor_upgrade_duration_seconds_bucket", ("status", "completed"), ("le", "5")));
        Assert.Equal(1, scrape.Value("speccursor_upgrade_duration_seconds_bucket", ("status", "completed"), ("le", "10")));
        Assert.Equal(1, scrape.Value("speccursor_remediations_total", ("action", "restart")));
    }

    [Fact]
    public async Task Every_series_names_its_service()
    {
        await using var service = await TestService.StartAsync();
        ReportEverything(service.Get<SpecCursorMetrics>());

        var scrape = await Scrape.OfAsync(service.Client);

        Assert.All(scrape.Families.Values.SelectMany(family => family.Samples), sample => Assert.Equal("worker", sample.Labels["service"]));
    }

    [Fact]
    public async Task Label_value_outside_the_catalogue_becomes_other()
    {
        await using var service = await TestService.StartAsync();
        service.Get<SpecCursorMetrics>().UpgradeEnded("cobol", "exploded", Second);
        service.Get<SpecCursorMetrics>().WebhookReceived(null, "accepted");

        var scrape = await Scrape.OfAsync(service.Client);

        Assert.Equal(1, scrape.Value("speccursor_upgrades_total", ("ecosystem", "other"), ("status", "other")));
        Assert.Equal(1, scrape.Value("speccursor_webhooks_total", ("event", "other"), ("outcome", "accepted")));
    }

    [Fact]
    public async Task Open_label_takes_only_so_many_values()
    {
        await using var service = await TestService.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            service.Get<SpecCursorMetrics>().DeadLettered($"queue-{i}");
        }

        var scrape = await Scrape.OfAsync(service.Client);

        var series = scrape.Find("speccursor_dead_letters_total").ToList();
        Assert.Equal(MetricLabels.Queue.MaximumValues + 1, series.Count);
        Assert.Equal(100 - MetricLabels.Queue.MaximumValues, series.Single(sample => sample.Labels["queue"] == "other").Value);
    }

    [Fact]
    public async Task Active_jobs_go_up_and_down()
    {
        await using var service = await TestService.StartAsync();
        var metrics = service.Get<SpecCursorMetrics>();
        metrics.JobStarted("worker");
        metrics.JobStarted("worker");
        metrics.JobEnded("worker");

        Assert.Equal(1, (await Scrape.OfAsync(service.Client)).Value("speccursor_active_jobs", ("queue", "worker")));
    }

    [Fact]
    public async Task Queue_that_nobody_observes_any_more_disappears_and_returns()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var service = await TestService.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(time));
        var metrics = service.Get<SpecCursorMetrics>();
        metrics.QueueObserved("worker", 3, TimeSpan.FromSeconds(12));
        var before = await Scrape.OfAsync(service.Client);
        time.Advance(TimeSpan.FromMinutes(3));
        var after = await Scrape.OfAsync(service.Client);
        metrics.QueueObserved("worker", 4, TimeSpan.Zero);
        var again = await Scrape.OfAsync(service.Client);

        Assert.Equal(3, before.Value("speccursor_queue_depth", ("queue", "worker")));
        Assert.Equal(12, before.Value("speccursor_queue_oldest_age_seconds", ("queue", "worker")));
        Assert.False(after.Has("speccursor_queue_depth"));
        Assert.False(after.Has("speccursor_queue_oldest_age_seconds"));
        Assert.Equal(4, again.Value("speccursor_queue_depth", ("queue", "worker")));
    }

    [Fact]
    public async Task Counters_of_a_service_are_zero_before_anything_happens()
    {
        await using var service = await TestService.StartAsync(settings: new() { ["OTEL_SERVICE_NAME"] = "github-app" });

        var scrape = await Scrape.OfAsync(service.Client);

        Assert.All(MetricLabels.SignatureReason.Values, reason => Assert.Equal(
            0, scrape.Value("speccursor_webhook_signature_failures_total", ("reason", reason))));
        Assert.All(MetricLabels.WebhookOutcome.Values, outcome => Assert.Equal(
            0, scrape.Value("speccursor_webhooks_total", ("event", "release"), ("outcome", outcome))));
        Assert.False(scrape.Has("speccursor_upgrades_total"));
    }

    [Fact]
    public async Task First_dead_letter_of_an_observed_queue_is_an_increase()
    {
        await using var service = await TestService.StartAsync();
        service.Get<SpecCursorMetrics>().QueueObserved("worker", 0, TimeSpan.Zero);

        Assert.Equal(0, (await Scrape.OfAsync(service.Client)).Value("speccursor_dead_letters_total", ("queue", "worker")));
    }

    private static void ReportEverything(SpecCursorMetrics metrics)
    {
        metrics.UpgradeEnded("node", "completed", Second);
        metrics.StepEnded("node", "test", "succeeded", Second);
        metrics.JobStarted("worker");
        metrics.QueueObserved("worker", 1, Second);
        metrics.DeadLettered("worker");
        metrics.PatchEnded("node", "recipes", "accepted", Second);
        metrics.TokensBilled("claude-sonnet", "input", 1000);
        metrics.CostBilled("claude-sonnet", 0.003m);
        metrics.ProofEnded("z3", "new-version-in-range", "proved", Second);
        metrics.WebhookReceived("release", "accepted");
        metrics.SignatureFailed("mismatch");
        metrics.ApiAuthFailed("missing");
        metrics.SuspiciousActivity("path_traversal");
        metrics.ExternalRequest("npm", "2xx", Second);
        metrics.Remediation("restart", "succeeded");
    }

    /// <summary>Measures while the host is still starting.</summary>
    private sealed class EagerWorker(SpecCursorMetrics metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            metrics.Remediation("restart", "succeeded");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
