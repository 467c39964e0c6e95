using System.Text.RegularExpressions;
using SpecCursor.Observability.Tests.Files;

namespace SpecCursor.Observability.Tests.Pipelines;

/// <summary>The collector cannot run here: what can be known of its files without it.</summary>
public sealed class CollectorTests
{
    public static TheoryData<string, string> Files => new()
    {
        { "collector", "otel-collector" }, { "x-ray", "otel-collector" }, { "jaeger", "jaeger" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void File_follows_the_schema(string file, string schema) => ConfigurationSchema.Load(schema).Accepts(Load(file).Document);

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_used_is_defined_and_what_is_defined_is_used(string file, string schema)
    {
        Assert.NotEmpty(schema);
        var collector = Load(file);
        var connectors = collector.Defined("connectors");
        foreach (var (section, from) in new[] { ("receivers", "receivers"), ("processors", "processors"), ("exporters", "exporters") })
        {
            var used = collector.Pipelines.SelectMany(pipeline => CollectorFile.Names(pipeline.Pipeline[from])).ToHashSet();
            Assert.Equal(collector.Defined(section).Order(), used.Except(connectors).Order());
        }

        var asExporter = collector.Pipelines.SelectMany(pipeline => CollectorFile.Names(pipeline.Pipeline["exporters"])).Intersect(connectors);
        var asReceiver = collector.Pipelines.SelectMany(pipeline => CollectorFile.Names(pipeline.Pipeline["receivers"])).Intersect(connectors);
        Assert.Equal(connectors.Order(), asExporter.Distinct().Order());
        Assert.Equal(connectors.Order(), asReceiver.Distinct().Order());
        Assert.Equal(collector.Defined("extensions").Order(), CollectorFile.Names(collector.Document["service"]!["extensions"]).Order());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_pipeline_limits_its_memory_first(string file, string schema)
    {
        Assert.NotEmpty(schema);
        Assert.All(Load(file).Pipelines, pipeline =>
        {
            Assert.Equal("memory_limiter", CollectorFile.Names(pipeline.Pipeline["processors"])[0]);
            Assert.NotEmpty(CollectorFile.Names(pipeline.Pipeline["receivers"]));
            Assert.NotEmpty(CollectorFile.Names(pipeline.Pipeline["exporters"]));
        });
    }

    [Fact]
    public void Spans_are_counted_before_they_are_sampled_and_batched_last()
    {
        var pipelines = CollectorFile.Collector.Pipelines.ToDictionary(pipeline => pipeline.Name, pipeline => pipeline.Pipeline);

        Assert.DoesNotContain("tail_sampling", CollectorFile.Names(pipelines["traces"]["processors"]));
        Assert.Equal(["spanmetrics", "servicegraph", "forward/sampled"], CollectorFile.Names(pipelines["traces"]["exporters"]));
        Assert.Equal(["forward/sampled"], CollectorFile.Names(pipelines["traces/sampled"]["receivers"]));
        Assert.Equal(["memory_limiter", "tail_sampling", "batch"], CollectorFile.Names(pipelines["traces/sampled"]["processors"]));
        Assert.Equal(["spanmetrics", "servicegraph"], CollectorFile.Names(pipelines["metrics/derived"]["receivers"]));
    }

    /// <summary>A producer and a consumer are an edge of the service graph; a test of the messaging holds the spans against the attribute.</summary>
    [Fact]
    public void Handling_of_a_message_becomes_a_consumer_before_the_service_graph_is_made()
    {
        var statement = Assert.Single(CollectorFile.Names(CollectorFile.Collector.Document["processors"]!["transform/messages"]!["trace_statements"]));
        var traces = CollectorFile.Collector.Pipelines.Single(pipeline => pipeline.Name == "traces").Pipeline;

        Assert.Equal("set(span.kind, SPAN_KIND_CONSUMER) where span.attributes[\"messaging.operation.type\"] == \"process\"", statement);
        Assert.Contains("transform/messages", CollectorFile.Names(traces["processors"]));
    }

    /// <summary>Jaeger's monitor tab asks Prometheus for what the collector counted of spans, by the names that both have to agree on.</summary>
    [Fact]
    public void Jaeger_asks_for_the_series_that_the_collector_makes()
    {
        var made = CollectorFile.Collector.Document["connectors"]!["spanmetrics"]!;
        var asked = CollectorFile.Jaeger.Document["extensions"]!["jaeger_storage"]!["metric_backends"]!["metrics"]!["prometheus"]!;

        Assert.Equal(((string)made["namespace"]!).Replace('.', '_'), (string?)asked["metric_namespace"]);
        Assert.Equal((string?)made["histogram"]!["unit"], (string?)asked["latency_unit"]);
    }

    [Fact]
    public void Errors_and_slow_traces_are_all_kept_and_a_tenth_of_the_rest()
    {
        var policies = CollectorFile.Collector.Document["processors"]!["tail_sampling"]!["policies"]!.AsArray();

        Assert.Equal(3, policies.Count);
        Assert.Equal(["ERROR"], CollectorFile.Names(policies[0]!["status_code"]!["status_codes"]));
        Assert.Equal(30_000, (long)policies[1]!["latency"]!["threshold_ms"]!);
        Assert.Equal(10, (long)policies[2]!["probabilistic"]!["sampling_percentage"]!);
    }

    [Fact]
    public void Every_backend_may_be_down_for_a_while()
    {
        var exporters = CollectorFile.Collector.Document["exporters"]!.AsObject().Where(exporter => exporter.Key != "prometheus").ToList();

        Assert.Equal(3, exporters.Count);
        Assert.All(exporters, exporter =>
        {
            Assert.Equal("300s", (string?)exporter.Value!["retry_on_failure"]!["max_elapsed_time"]);
            Assert.InRange((long)exporter.Value["sending_queue"]!["queue_size"]!, 1, 10_000);
        });
    }

    [Fact]
    public void Overlay_keeps_every_exporter_of_the_base()
    {
        var kept = Exporters(CollectorFile.Collector);

        Assert.Equal([.. kept, "awsxray"], Exporters(CollectorFile.WithXRay));

        static List<string> Exporters(CollectorFile file) =>
            CollectorFile.Names(file.Pipelines.Single(pipeline => pipeline.Name == "traces/sampled").Pipeline["exporters"]);
    }

    [Theory]
    [InlineData("ghp_", "0123456789abcdefghijABCDEFGHIJ012345")]
    [InlineData("github_pat_", "11ABCDEFG0123456789_abcdefghijklmnop")]
    [InlineData("sk-ant-", "api03-0123456789abcdefABCDEF-_0123456789")]
    [InlineData("eyJ", "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36P")]
    [InlineData("-----BEGIN RSA ", "PRIVATE KEY-----")]
    [InlineData("Host=db;Pass", "word=hunter2;Database=x")]
    public void Secret_is_redacted(string beginning, string rest) => Assert.Contains(Blocked(), pattern => pattern.IsMatch(beginning + rest));

    [Theory]
    [InlineData("03a02b02c2ae9231cba365f199780a18")]
    [InlineData("8519b2f4e5d6c7b8a9f0e1d2c3b4a5968778695a")]
    [InlineData("uuid 3.4.0 to 9.0.1 in samples/order-ids")]
    [InlineData("sha512-z7bZ0Hh8fF3zJ1yH8gJv5Jm9Rk1oQ==")]
    public void What_is_no_secret_stays(string value) => Assert.DoesNotContain(Blocked(), pattern => pattern.IsMatch(value));

    private static List<Regex> Blocked() =>
        [.. CollectorFile.Names(CollectorFile.Collector.Document["processors"]!["redaction"]!["blocked_values"]).Select(pattern => new Regex(pattern))];

    private static CollectorFile Load(string file) => file switch
    {
        "collector" => CollectorFile.Collector,
        "x-ray" => CollectorFile.WithXRay,
        _ => CollectorFile.Jaeger,
    };
}
