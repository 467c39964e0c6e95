using SpecCursor.ServiceDefaults.Telemetry.Catalogue;
using SpecCursor.ServiceDefaults.Telemetry.Exposition;

namespace SpecCursor.ServiceDefaults.Tests.Telemetry;

public sealed class PrometheusNamingTests
{
    [Theory]
    [InlineData("http.server.request.duration", "s", MetricKind.Histogram, "http_server_request_duration_seconds")]
    [InlineData("http.server.active_requests", "{request}", MetricKind.Gauge, "http_server_active_requests")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", MetricKind.Counter, "dotnet_gc_heap_total_allocated_bytes_total")]
    [InlineData("dotnet.process.cpu.time", "s", MetricKind.Counter, "dotnet_process_cpu_time_seconds_total")]
    [InlineData("wolverine-execution-time", "Milliseconds", MetricKind.Histogram, "wolverine_execution_time_Milliseconds")]
    [InlineData("wolverine-messages-sent", null, MetricKind.Counter, "wolverine_messages_sent_total")]
    [InlineData("requests_total", null, MetricKind.Counter, "requests_total")]
    [InlineData("cpu.utilization", "1", MetricKind.Gauge, "cpu_utilization_ratio")]
    [InlineData("errors", "1", MetricKind.Counter, "errors_total")]
    [InlineData("network.speed", "By/s", MetricKind.Gauge, "network_speed_bytes_per_second")]
    [InlineData("rate", "{message}/s", MetricKind.Gauge, "rate_per_second")]
    [InlineData("already.in_seconds", "s", MetricKind.Histogram, "already_in_seconds")]
    [InlineData("2xx..count", null, MetricKind.Gauge, "_2xx_count")]
    public void Instrument_gets_the_name_that_a_collector_would_give_it(string instrument, string? unit, MetricKind kind, string expected) =>
        Assert.Equal(expected, PrometheusNaming.MetricName(instrument, unit, kind));

    [Theory]
    [InlineData("http.route", "http_route")]
    [InlineData("message-type", "message_type")]
    [InlineData("__reserved", "_reserved")]
    [InlineData("service", "exported_service")]
    [InlineData("0day", "_0day")]
    public void Tag_becomes_a_label_name_that_prometheus_accepts(string tag, string expected) => Assert.Equal(expected, PrometheusNaming.LabelName(tag));
}
