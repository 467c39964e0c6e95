using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace SpecCursor.ServiceDefaults.Telemetry.Catalogue;

/// <summary>The buckets of any histogram, the libraries' included; both exporters ask here, so that they agree.</summary>
public static class InstrumentBuckets
{
    private static readonly FrozenDictionary<string, IReadOnlyList<double>> ByInstrument = MetricCatalogue.All
        .Where(metric => metric.Kind == MetricKind.Histogram)
        .Select(metric => KeyValuePair.Create(metric.Instrument, metric.Buckets))
        .Append(KeyValuePair.Create("http.server.request.duration", HistogramBuckets.Http))
        .Append(KeyValuePair.Create("http.client.request.duration", HistogramBuckets.Http))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>OpenTelemetry's own, for a histogram that says nothing about itself.</summary>
    private static readonly double[] Unspecific = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

    /// <summary>The catalogue's bounds, or else those that the instrument advises, or else seconds' or OpenTelemetry's usual ones.</summary>
    public static IReadOnlyList<double> Of(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        if (ByInstrument.TryGetValue(instrument.Name, out var buckets))
        {
            return buckets;
        }

        var advised = Advised(instrument);
        return advised.Count > 0 ? advised : instrument.Unit == "s" ? HistogramBuckets.Http : Unspecific;
    }

    private static IReadOnlyList<double> Advised(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => bounds,
        Histogram<float> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => [],
    };
}
