using System.Diagnostics;
using System.Diagnostics.Metrics;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Telemetry;

/// <summary>Makes instruments of the catalogue's definitions.</summary>
internal sealed class InstrumentFactory(Meter meter)
{
    /// <summary>More combinations than this are not worth reporting before they happen.</summary>
    private const int MaximumZeroes = 128;

    private readonly List<(MetricDefinition Definition, Action<TagList> AddZero)> _counters = [];

    public Counter<T> Counter<T>(MetricDefinition definition)
        where T : struct
    {
        var counter = meter.CreateCounter<T>(definition.Instrument, definition.Unit, definition.Meaning);
        _counters.Add((definition, tags => counter.Add(default, tags)));
        return counter;
    }

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

    /// <summary>Adds 0 to each series of the service's own counters whose labels are known beforehand.</summary>
    public void ReportZeroes(string service)
    {
        foreach (var (definition, addZero) in _counters.Where(counter => counter.Definition.Services.Contains(service)))
        {
            if (definition.Labels.All(label => label.IsClosed) && Combinations(definition.Labels).ToList() is { Count: <= MaximumZeroes } combinations)
            {
                combinations.ForEach(addZero);
            }
        }
    }

    private static IEnumerable<TagList> Combinations(IReadOnlyList<LabelDefinition> labels) =>
        labels.Aggregate<LabelDefinition, IEnumerable<TagList>>(
            [default],
            (combinations, label) => combinations.SelectMany(tags => label.Values.Select(value => With(tags, label.Name, value))));

    private static TagList With(TagList tags, string name, string value)
    {
        tags.Add(name, value);
        return tags;
    }
}
