using Prometheus;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>A gauge whose measurements are its values.</summary>
internal sealed class BridgedGauge(BridgeTarget target, bool observable) : BridgedInstrument<Gauge.Child>(target)
{
    /// <summary>Hides what an observable gauge has ceased to report, instead of repeating its last value for ever.</summary>
    public override void EndObservation()
    {
        if (!observable)
        {
            return;
        }

        foreach (var series in All)
        {
            if (!series.Observed)
            {
                series.Child.Unpublish();
            }

            series.Observed = false;
        }
    }

    protected override void Record(double value, Series<Gauge.Child> series)
    {
        series.Child.Set(value);
        series.Observed = true;
    }

    protected override Collector<Gauge.Child> CreateCollector(string[] labelNames) =>
        Target.Factory.CreateGauge(Target.Name, Target.Help, labelNames, new GaugeConfiguration { SuppressInitialValue = true });
}
