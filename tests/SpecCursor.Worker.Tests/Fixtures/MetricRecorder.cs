using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>Hears the measurements of one host.</summary>
public sealed class MetricRecorder : IDisposable
{
    private readonly ConcurrentBag<(string Instrument, string Labels)> _measurements = [];
    private readonly MeterListener _listener = new();

    public MetricRecorder(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Meter.Name == "SpecCursor")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Record(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Record(instrument, tags));
        _listener.Start();
    }

    /// <summary>How often an instrument was used with such labels.</summary>
    public int Count(string instrumentPart, string labels) =>
        _measurements.Count(measurement => measurement.Instrument.Contains(instrumentPart, StringComparison.Ordinal) && measurement.Labels.Contains(labels, StringComparison.Ordinal));

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new List<string>();
        foreach (var tag in tags)
        {
            labels.Add($"{tag.Key}={tag.Value}");
        }

        _measurements.Add((instrument.Name, string.Join(',', labels)));
    }
}
