using Prometheus;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>The service's own prometheus-net registry: every series in it carries the label <c>service</c>.</summary>
internal sealed class PrometheusRegistry
{
    private static readonly Exemplar.LabelKey TraceIdKey = Exemplar.Key("trace_id");
    private static readonly Exemplar.LabelKey SpanIdKey = Exemplar.Key("span_id");

    public PrometheusRegistry(ServiceIdentity service)
    {
        Registry = Metrics.NewCustomRegistry();
        Registry.SetStaticLabels(new Dictionary<string, string> { ["service"] = service.Name });
        Factory = (MetricFactory)Metrics.WithCustomRegistry(Registry);
        Factory.ExemplarBehavior = new ExemplarBehavior { DefaultExemplarProvider = static (_, _) => OfRecordedTrace() };
    }

    public CollectorRegistry Registry { get; }

    public MetricFactory Factory { get; }

    /// <summary>Only a recorded trace can be looked up later.</summary>
    private static Exemplar OfRecordedTrace() =>
        System.Diagnostics.Activity.Current is { Recorded: true } ? Exemplar.FromTraceContext(TraceIdKey, SpanIdKey) : Exemplar.None;
}
