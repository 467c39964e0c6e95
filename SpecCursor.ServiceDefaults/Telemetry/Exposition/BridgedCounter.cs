using Prometheus;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>A counter; an observable one reports its total and not what was added.</summary>
internal sealed class BridgedCounter(BridgeTarget target, bool observable) : BridgedInstrument<Counter.Child>(target)
{
    /// <summary>A counter's exemplar is whatever came last, which leads to nothing in particular; a histogram's is of its bucket.</summary>
    private static readonly CounterConfiguration Configuration = new() { ExemplarBehavior = ExemplarBehavior.NoExemplars() };

    protected override void Record(double value, Series<Counter.Child> series)
    {
        if (!double.IsFinite(value))
        {
            // A sum would never recover from it.
            return;
        }

        if (observable)
        {
            series.Child.IncTo(value);
        }
        else if (value >= 0)
        {
            series.Child.Inc(value);
        }
    }

    protected override Collector<Counter.Child> CreateCollector(string[] labelNames) =>
        Target.Factory.CreateCounter(Target.Name, Target.Help, labelNames, Configuration);
}
