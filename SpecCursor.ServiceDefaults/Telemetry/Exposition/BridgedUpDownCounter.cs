using Prometheus;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>A gauge whose measurements are changes.</summary>
internal sealed class BridgedUpDownCounter(BridgeTarget target) : BridgedInstrument<Gauge.Child>(target)
{
    protected override void Record(double value, Series<Gauge.Child> series) => series.Child.Inc(value);

    protected override Collector<Gauge.Child> CreateCollector(string[] labelNames) => Target.Factory.CreateGauge(Target.Name, Target.Help, labelNames);
}
