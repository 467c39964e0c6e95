using Microsoft.AspNetCore.Builder;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Tests.Telemetry;

/// <summary>How many series there are does not depend on how much was done: Prometheus pays for each of them for as long as it keeps them.</summary>
public sealed class SeriesBoundTests
{
    [Fact]
    public async Task Ten_thousand_upgrades_add_no_series_that_a_hundred_did_not()
    {
        await using var service = await TestService.StartAsync();
        var metrics = service.Get<SpecCursorMetrics>();
        var random = new Random(20261125);
        for (var number = 0; number < 100; number++)
        {
            // Every value that any label may have, or the hundred would leave some for later.
            Upgrade(metrics, number, random);
        }

        var after = await OursAsync(service);
        for (var number = 100; number < 10_000; number++)
        {
            Upgrade(metrics, number, random);
        }

        Assert.Equal(after, await OursAsync(service));
    }

    /// <summary>Routes are templates, and what no route matches has none.</summary>
    [Fact]
    public async Task Requests_for_ever_other_addresses_add_no_series()
    {
        await using var service = await TestService.StartAsync(app =>
        {
            app.UseRouting();
            app.MapGet("/api/v1/upgrades/{id}", (string id) => id.Length);
        });
        async Task AskAsync(int number)
        {
            using var known = await service.Client.GetAsync($"/api/v1/upgrades/{number}?page={number}");
            using var unknown = await service.Client.GetAsync($"/{Guid.NewGuid():N}/{number}");
            using var odd = await service.Client.SendAsync(new HttpRequestMessage(new HttpMethod($"M{number}"), "/api/v1/upgrades/1"));
        }

        await AskAsync(0);
        var after = await CountAsync(service);
        for (var number = 1; number < 200; number++)
        {
            await AskAsync(number);
        }

        Assert.Equal(after, await CountAsync(service));
    }

    /// <summary>What an upgrade may report, with what strangers choose in the places of labels.</summary>
    private static void Upgrade(SpecCursorMetrics metrics, int number, Random random)
    {
        var stranger = $"stranger-{number}";
        var duration = TimeSpan.FromSeconds(random.NextDouble() * 100);
        foreach (var ecosystem in MetricLabels.Ecosystem.Values.Append(stranger))
        {
            foreach (var status in MetricLabels.UpgradeStatus.Values.Append(stranger))
            {
                metrics.UpgradeEnded(ecosystem, status, duration);
            }

            metrics.StepEnded(ecosystem, MetricLabels.Step.Values[number % MetricLabels.Step.Values.Count], "succeeded", duration);
            metrics.PatchEnded(ecosystem, "claude", "accepted", duration);
        }

        metrics.TokensBilled($"model-{number}", "input", 10);
        metrics.CostBilled($"model-{number}", 0.01m);
        metrics.ProofEnded("z3", $"obligation-{number}", "proved", duration);
        metrics.WebhookReceived($"event-{number}", "accepted");
        metrics.SignatureFailed(stranger);
        metrics.ApiAuthFailed(stranger);
        metrics.SuspiciousActivity(stranger);
        metrics.ExternalRequest("npm", $"{number}", duration);
        metrics.Remediation($"action-{number}", "succeeded");
        metrics.QueueObserved($"queue-{number}", number, duration);
        metrics.DeadLettered($"queue-{number}");
        metrics.JobStarted($"queue-{number}");
        metrics.JobEnded($"queue-{number}");
    }

    private static async Task<int> OursAsync(TestService service) => (await Scrape.OfAsync(service.Client)).Families.Values
        .Where(family => family.Name.StartsWith("speccursor_", StringComparison.Ordinal)).Sum(family => family.Samples.Count);

    private static async Task<int> CountAsync(TestService service) => (await Scrape.OfAsync(service.Client)).Families.Values
        .Where(family => family.Name.StartsWith("http_server_", StringComparison.Ordinal)).Sum(family => family.Samples.Count);
}
