using System.Diagnostics.Metrics;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Telemetry;

/// <summary>Makes instruments of the catalogue's definitions.</summary>
internal sealed class InstrumentFactory(Meter meter)
{
    public Counter<T> Counter<T>(MetricDefinition definition)
        where T : struct =>
        meter.CreateCounter<T>(definition.Instrument, definition.Unit, definition.Meaning);

    public UpDownCounter<long> UpDownCounter(MetricDefinition definition) =>
        meter.CreateUpDownCounter<long>(definition.Instrument, definition.Unit, definition.Meaning);

    public Histogram<double> Histogram(MetricDefinition definition) =>
        meter.CreateHistogram(
            definition.Instrument,
            definition.Unit,
            definition.Meaning,
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = definition.Buckets });

    public ObservableGauge<T> Gauge<T>(MetricDefinition definition, Func<IEnumerable<Measurement<T>>> observe)
        where T : struct =>
        meter.CreateObservableGauge(definition.Instrument, observe, definition.Unit, definition.Meaning);
}
