using Prometheus;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>A histogram over fixed buckets.</summary>
internal sealed class BridgedHistogram(BridgeTarget target, IReadOnlyList<double> buckets) : BridgedInstrument<Histogram.Child>(target)
{
    private readonly HistogramConfiguration _configuration = new() { Buckets = [.. buckets] };

    protected override void Record(double value, Series<Histogram.Child> series) => series.Child.Observe(value);

    protected override Collector<Histogram.Child> CreateCollector(string[] labelNames) =>
        Target.Factory.CreateHistogram(Target.Name, Target.Help, labelNames, _configuration);
}
