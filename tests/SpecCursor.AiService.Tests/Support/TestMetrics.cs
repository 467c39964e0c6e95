using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.AiService.Tests.Support;

/// <summary>The real metrics with a listener, so that a test can read what was counted.</summary>
internal sealed class TestMetrics : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly List<string> _measurements = [];
    private readonly Lock _lock = new();

    public TestMetrics()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MetricCatalogue.MeterName && instrument.Meter.Scope == factory)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
        Metrics = new SpecCursorMetrics(factory, TimeProvider.System);
    }

    public SpecCursorMetrics Metrics { get; }

    /// <summary>What was counted, as <c>instrument{value,…} amount</c>; durations without their amount.</summary>
    public IReadOnlyList<string> Measurements
    {
        get
        {
            lock (_lock)
            {
                return [.. _measurements];
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    private void Add<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        where T : struct
    {
        var labels = string.Join(',', tags.ToArray().Select(tag => tag.Value));
        var amount = instrument is Histogram<double> ? string.Empty : FormattableString.Invariant($" {value}");
        lock (_lock)
        {
            _measurements.Add($"{instrument.Name}{{{labels}}}{amount}");
        }
    }
}
