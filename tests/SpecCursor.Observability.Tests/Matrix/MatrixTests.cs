using System.Net.Http.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Observability.Tests.Live;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;
using SpecCursor.Testing.Otlp;

namespace SpecCursor.Observability.Tests.Matrix;

/// <summary>One real upgrade, and what every service sent of it.</summary>
[Collection(LiveApp.Collection)]
public sealed class MatrixTests(LiveApp live)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Every_service_sends_its_metrics_spans_and_logs_of_an_upgrade_and_they_belong_together()
    {
        var results = await live.DemoAsync();
        var upgrade = results.Single(result => result.Steps.Any(step => step.Step == Contracts.Upgrades.UpgradeStep.Patch)).Upgrade!;

        // Spans and lines come in batches, and metrics once a minute, each service's in its own time.
        await live.Telemetry.WaitForAsync(_ => Missing(upgrade.TraceId).Count == 0, Patience);

        var lines = live.Telemetry.Logs.Where(log => log.TraceId == upgrade.TraceId).ToList();
        Assert.All(lines, line => Assert.Equal(upgrade.Id.ToString(), line.Attributes["upgrade_id"]));
        Assert.Single(lines.Select(line => line.Attributes["correlation_id"]).Distinct());
        var correlated = live.Telemetry.Spans.Where(span => span.TraceId == upgrade.TraceId).Select(span => span.Attributes.GetValueOrDefault("speccursor.correlation_id")).OfType<string>();
        Assert.Equal([lines[0].Attributes["correlation_id"]], correlated.Distinct());
        await RequireMetricsAsync();
    }

    [Fact]
    public async Task Step_that_fails_is_an_error_in_its_trace_and_says_why()
    {
        using var api = live.App.CreateApiClient();
        using var response = await api.PostAsJsonAsync(
            new Uri("/api/v1/upgrades", UriKind.Relative),
            new CreateUpgradeRequest { Repository = $"nobody/{Guid.NewGuid():N}", Ecosystem = "node", PackageName = "uuid", TargetVersion = "9.0.1" });
        var upgrade = (await response.Content.ReadFromJsonAsync<UpgradeResource>())!;

        await live.Telemetry.WaitForAsync(_ => Failed(upgrade.Id).Any(), Patience);

        var step = Failed(upgrade.Id).First();
        var thrown = Assert.Single(step.Events, recorded => recorded.Name == "exception");
        Assert.NotEmpty(step.StatusMessage);
        Assert.EndsWith("Exception", thrown.Attributes["exception.type"], StringComparison.Ordinal);
        Assert.NotEmpty(thrown.Attributes["exception.message"]);
    }

    /// <summary>A histogram leads to a trace: of one of the demo's upgrades.</summary>
    [Fact]
    public async Task Duration_of_a_step_leads_to_the_trace_of_its_upgrade()
    {
        var traces = (await live.DemoAsync()).Select(result => result.Upgrade!.TraceId).ToHashSet();
        using var worker = live.App.CreateClient("worker");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Accept.ParseAdd("application/openmetrics-text; version=1.0.0");
        using var response = await worker.SendAsync(request);

        var exemplars = (await response.Content.ReadAsStringAsync()).Split('\n')
            .Where(line => line.StartsWith("speccursor_upgrade_step_duration_seconds_bucket", StringComparison.Ordinal) && line.Contains("trace_id=\"", StringComparison.Ordinal))
            .Select(line => line.Split("trace_id=\"")[1].Split('"')[0]);

        Assert.Contains(exemplars, traces.Contains);
    }

    /// <summary>The spans of the worker's steps that failed; two, as OTLP has it, is the status of an error.</summary>
    private IEnumerable<ReceivedSpan> Failed(Guid upgradeId) => live.Telemetry.Spans.Where(span =>
        span is { Service: ServiceNames.Worker, Status: 2, Name: "upgrade.resolve" } && span.Attributes.GetValueOrDefault("speccursor.upgrade.id") == upgradeId.ToString());

    private List<string> Missing(string traceId)
    {
        var spans = live.Telemetry.Spans.Where(span => span.TraceId == traceId).ToList();
        var byId = spans.GroupBy(span => span.SpanId).ToDictionary(found => found.Key, found => found.First());
        var lines = live.Telemetry.Logs.Where(log => log.TraceId == traceId).ToList();
        return
        [
            .. from signals in SignalMatrix.All
               from span in signals.Spans
               where !spans.Any(found => found.Service == signals.Service && Fits(found, span, byId))
               select $"{signals.Service}: span {span.Name}",
            .. from signals in SignalMatrix.All
               from template in signals.Logs
               where !lines.Any(line => line.Service == signals.Service && line.Attributes.GetValueOrDefault("template") == template)
               select $"{signals.Service}: line {template}",
            .. from signals in SignalMatrix.All
               from name in signals.Metrics
               let instrument = MetricCatalogue.All.Single(metric => metric.Name == name).Instrument
               where !live.Telemetry.Metrics.Any(metric => metric.Service == signals.Service && metric.Name == instrument)
               select $"{signals.Service}: metric {instrument}",
        ];
    }

    private static bool Fits(ReceivedSpan found, ExpectedSpan expected, Dictionary<string, ReceivedSpan> byId) =>
        found.Name == expected.Name
        && expected.Attributes.All(found.Attributes.ContainsKey)
        && (expected.Parent is null || (byId.TryGetValue(found.ParentSpanId, out var parent) && parent.Name == expected.Parent));

    private async Task RequireMetricsAsync()
    {
        foreach (var signals in SignalMatrix.All)
        {
            using var client = live.App.CreateClient(signals.Service);
            var samples = (await client.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n');
            Assert.All(signals.Metrics, metric => Assert.True(
                samples.Any(sample => (sample.StartsWith($"{metric}{{", StringComparison.Ordinal) || sample.StartsWith($"{metric}_count{{", StringComparison.Ordinal))
                    && !sample.EndsWith(" 0", StringComparison.Ordinal)),
                $"{signals.Service} has no {metric} that moved."));
        }
    }
}
