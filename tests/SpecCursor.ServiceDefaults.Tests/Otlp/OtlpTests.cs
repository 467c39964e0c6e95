using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;
using SpecCursor.ServiceDefaults.Tests.Redaction;
using SpecCursor.Testing.Otlp;

namespace SpecCursor.ServiceDefaults.Tests.Otlp;

[Collection(AloneCollection.Name)]
public sealed class OtlpTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private OtlpCollector _collector = null!;

    public async Task InitializeAsync() => _collector = await OtlpCollector.StartAsync();

    public async Task DisposeAsync() => await _collector.DisposeAsync();

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task Traces_metrics_and_logs_arrive_and_belong_together(string protocol)
    {
        var upgrade = Guid.NewGuid();
        await using var service = await StartAsync(
            app => app.MapGet("/work", (SpecCursorMetrics metrics, ILogger<OtlpTests> logger) =>
            {
                using var step = SpecCursorActivities.StartUpgradeStep("apply", upgrade, "node", "uuid");
                metrics.StepEnded("node", "apply", "succeeded", TimeSpan.FromSeconds(3));
                logger.LogInformation("Applied {PackageName} in {Duration}", "uuid", TimeSpan.FromSeconds(3));
            }),
            new()
            {
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = (protocol == "grpc" ? _collector.GrpcEndpoint : _collector.HttpEndpoint).ToString(),
                ["OTEL_RESOURCE_ATTRIBUTES"] = "service.instance.id=worker-7",
            });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/work");
        request.Headers.Add("X-Correlation-Id", "ticket-42");
        await service.Client.SendAsync(request);

        await _collector.WaitForAsync(
            collector => collector.Spans.Any(span => span.Attributes.GetValueOrDefault("http.route") == "/work")
                && collector.Metrics.Any(metric => metric.Name == MetricCatalogue.StepDuration.Instrument)
                && collector.Logs.Any(log => log.Body.StartsWith("Applied", StringComparison.Ordinal)),
            Patience);

        var step = _collector.Spans.Single(span => span.Attributes.GetValueOrDefault(SpanAttributes.UpgradeId) == upgrade.ToString());
        var server = _collector.Spans.Single(span => span.SpanId == step.ParentSpanId);
        Assert.Equal("upgrade.apply", step.Name);
        Assert.Equal("worker", step.Service);
        Assert.Equal("worker-7", step.Resource["service.instance.id"]);
        Assert.NotEqual("", step.Resource["service.version"]);
        Assert.Equal("GET /work", server.Name);
        Assert.Equal("ticket-42", server.Attributes[SpanAttributes.CorrelationId]);
        Assert.Equal(server.TraceId, step.TraceId);
        var log = _collector.Logs.Single(log => log.Body.StartsWith("Applied", StringComparison.Ordinal));
        Assert.Equal((step.TraceId, step.SpanId, "worker"), (log.TraceId, log.SpanId, log.Service));
        Assert.Equal("Applied {PackageName} in {Duration}", log.Attributes["template"]);
        Assert.Equal(("uuid", "3000"), (log.Attributes["package_name"], log.Attributes["duration_ms"]));
        Assert.Equal((upgrade.ToString(), "ticket-42"), (log.Attributes["upgrade_id"], log.Attributes["correlation_id"]));
        var metric = _collector.Metrics.First(metric => metric.Name == MetricCatalogue.StepDuration.Instrument);
        var point = Assert.Single(metric.Points);
        Assert.Equal(("histogram", "s"), (metric.Kind, metric.Unit));
        Assert.Equal((1, 3), (point.Count, point.Value));
        Assert.Equal(HistogramBuckets.Steps, point.Bounds);
        Assert.Equal(step.TraceId, Assert.Single(point.ExemplarTraceIds));
    }

    [Fact]
    public async Task Both_exporters_name_and_bound_the_same_instruments_alike()
    {
        await using var service = await StartAsync(app => app.MapGet("/", () => "hello"));
        await service.Client.GetStringAsync("/");
        service.Get<SpecCursorMetrics>().ProofEnded("z3", "a", "proved", TimeSpan.FromMilliseconds(3));

        await _collector.WaitForAsync(
            collector => new[] { "http.server.request.duration", MetricCatalogue.ProofLatency.Instrument, "dotnet.process.cpu.time" }
                .All(name => collector.Metrics.Any(metric => metric.Name == name)),
            Patience);

        var bounds = _collector.Metrics.First(metric => metric.Name == "http.server.request.duration").Points[0].Bounds;
        Assert.Equal(HistogramBuckets.Http, bounds);
        Assert.Equal(HistogramBuckets.Proofs, _collector.Metrics.First(metric => metric.Name == MetricCatalogue.ProofLatency.Instrument).Points[0].Bounds);
        Assert.Contains(_collector.Metrics, metric => metric.Scope == "System.Runtime");
    }

    [Fact]
    public async Task Probes_and_scrapes_are_not_traced()
    {
        await using var service = await StartAsync(app => app.MapGet("/real", () => "hello"));
        await service.Client.GetStringAsync("/health/live");
        await service.Client.GetStringAsync("/health/ready");
        await service.Client.GetStringAsync("/metrics");
        await service.Client.GetStringAsync("/real");

        await _collector.WaitForAsync(collector => collector.Spans.Any(span => span.Name == "GET /real"), Patience);

        // Spans are exported in the order in which they ended.
        Assert.DoesNotContain(_collector.Spans, span => Port(span) == service.Client.BaseAddress!.Port.ToString() && span.Kind == 2 && span.Name != "GET /real");
    }

    [Fact]
    public async Task Secrets_leave_in_no_signal()
    {
        await using var service = await StartAsync();
        var logger = service.Get<ILoggerFactory>().CreateLogger("SpecCursor.Test");
        foreach (var (name, text, _) in Secrets.Corpus)
        {
            using var span = SpecCursorActivities.Source.StartActivity("secret " + text)!;
            span.SetTag("corpus", name).SetTag("output", text);
            var exception = new InvalidOperationException(text, new IOException(text));
            span.Fail(exception);
            using var scope = logger.BeginScope(new Dictionary<string, object?> { ["Origin"] = text });
            logger.LogError(exception, "Corpus {Name} said {Output}", name, text);
        }

        await _collector.WaitForAsync(
            collector => Secrets.Corpus.All(item => collector.Spans.Any(span => span.Attributes.GetValueOrDefault("corpus") == item.Name)
                && collector.Logs.Any(log => log.Attributes.GetValueOrDefault("name") == item.Name)),
            Patience);

        foreach (var (name, _, secret) in Secrets.Corpus)
        {
            var span = _collector.Spans.Single(span => span.Attributes.GetValueOrDefault("corpus") == name);
            var exception = Assert.Single(span.Events);
            var log = _collector.Logs.Single(log => log.Attributes.GetValueOrDefault("name") == name);
            string[] texts =
            [
                span.Name, span.StatusMessage, log.Body, .. span.Attributes.Values, .. exception.Attributes.Values, .. log.Attributes.Values,
            ];
            Assert.All(texts, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
            Assert.Equal(2, span.Status);
            Assert.Equal(["exception.message", "exception.stacktrace", "exception.type"], exception.Attributes.Keys.Order());
            Assert.Equal("System.InvalidOperationException", exception.Attributes["exception.type"]);
            Assert.Equal("System.InvalidOperationException", log.Attributes["exception.type"]);
            Assert.Contains("[redacted", log.Attributes["origin"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Span_with_a_secret_where_it_cannot_be_removed_does_not_leave()
    {
        await using var service = await StartAsync();
        var marker = Guid.NewGuid().ToString();
        using (var span = SpecCursorActivities.Source.StartActivity("leaking " + marker)!)
        {
            span.AddEvent(new ActivityEvent("output", tags: new ActivityTagsCollection { ["text"] = Secrets.GitHubClassic }));
        }

        SpecCursorActivities.Source.StartActivity("after " + marker)!.Dispose();
        await _collector.WaitForAsync(collector => collector.Spans.Any(span => span.Name == "after " + marker), Patience);

        Assert.DoesNotContain(_collector.Spans, span => span.Name == "leaking " + marker);
    }

    [Fact]
    public async Task Known_secrets_of_the_configuration_are_redacted_too()
    {
        await using var service = await StartAsync(settings: new()
        {
            ["SpecCursor:WebhookSecret"] = "quite ordinary words",
            ["ConnectionStrings:speccursor"] = "Host=db;Username=app;Password=nothing-special-here",
        });
        var logger = service.Get<ILoggerFactory>().CreateLogger("SpecCursor.Test");

        logger.LogInformation("Known: quite ordinary words and nothing-special-here");

        await _collector.WaitForAsync(collector => collector.Logs.Any(log => log.Body.StartsWith("Known", StringComparison.Ordinal)), Patience);
        Assert.Contains(_collector.Logs, log => log.Body == "Known: [redacted] and [redacted]");
    }

    [Fact]
    public async Task One_trace_goes_through_two_services()
    {
        await using var upstream = await StartAsync(app => app.MapGet("/upstream", () => "hello"), new() { ["OTEL_SERVICE_NAME"] = "controller" });
        await using var service = await StartAsync(app => app.MapGet("/downstream", async (IHttpClientFactory clients) =>
            await clients.CreateClient().GetStringAsync(new Uri(upstream.Client.BaseAddress!, "/upstream"))));
        await service.Client.GetStringAsync("/downstream");

        await _collector.WaitForAsync(
            collector => collector.Spans.Any(span => span.Name == "GET /downstream") && collector.Spans.Any(span => span.Name == "GET /upstream"), Patience);

        var trace = _collector.Spans.First(span => span.Name == "GET /downstream").TraceId;
        Assert.All(_collector.Spans.Where(span => span.Name == "GET /upstream"), span => Assert.Equal(trace, span.TraceId));
    }

    [Fact]
    public async Task Meters_outside_the_list_are_not_exported()
    {
        await using var service = await StartAsync();
        service.Get<IMeterFactory>().Create("Somebody.Else").CreateCounter<int>("foreign").Add(1);
        service.Get<SpecCursorMetrics>().DeadLettered("worker");

        await _collector.WaitForAsync(collector => collector.Metrics.Any(metric => metric.Name == MetricCatalogue.DeadLetters.Instrument), Patience);

        Assert.DoesNotContain(_collector.Metrics, metric => metric.Name == "foreign");
    }

    private static string? Port(ReceivedSpan span) => span.Attributes.GetValueOrDefault("server.port");

    private Task<TestService> StartAsync(Action<WebApplication>? map = null, Dictionary<string, string?>? settings = null)
    {
        var merged = _collector.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        foreach (var (key, value) in settings ?? [])
        {
            merged[key] = value;
        }

        return TestService.StartAsync(map, merged);
    }
}
