using System.Collections.Concurrent;
using System.Diagnostics;
using Prometheus;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>The service's own prometheus-net registry: every series in it carries the label <c>service</c>.</summary>
internal sealed class PrometheusRegistry
{
    private static readonly Exemplar.LabelKey TraceIdKey = Exemplar.Key("trace_id");
    private static readonly Exemplar.LabelKey SpanIdKey = Exemplar.Key("span_id");

    private readonly ConcurrentDictionary<string, Type> _kinds = new(StringComparer.Ordinal);

    public PrometheusRegistry(ServiceIdentity service)
    {
        Registry = Metrics.NewCustomRegistry();
        Registry.SetStaticLabels(new Dictionary<string, string> { ["service"] = service.Name });
        Factory = (MetricFactory)Metrics.WithCustomRegistry(Registry);
        Factory.ExemplarBehavior = new ExemplarBehavior { DefaultExemplarProvider = static (_, _) => OfRecordedTrace() };
    }

    public CollectorRegistry Registry { get; }

    public MetricFactory Factory { get; }

    /// <summary>
    /// Takes a name for one kind of series; false where it has another. prometheus-net would throw while it holds a lock that counting the
    /// exception needs as well.
    /// </summary>
    public bool Claim(string name, Type seriesKind) => _kinds.GetOrAdd(name, seriesKind) == seriesKind;

    /// <summary>Only a recorded trace can be looked up later.</summary>
    private static Exemplar OfRecordedTrace() =>
        Activity.Current is { Recorded: true } ? Exemplar.FromTraceContext(TraceIdKey, SpanIdKey) : Exemplar.None;
}
