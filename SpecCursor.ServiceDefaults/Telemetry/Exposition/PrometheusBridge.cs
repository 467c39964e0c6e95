using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>
/// Carries the measurements of <see cref="System.Diagnostics.Metrics"/> into prometheus-net's own counters, gauges and histograms.
/// prometheus-net's adapter is not used because it exposes counters as gauges and hears nothing before the first scrape.
/// </summary>
internal sealed class PrometheusBridge : IHostedLifecycleService, IDisposable
{
    private const int MaximumSeriesPerInstrument = 1000;

    /// <summary>The runtime declares these as counters, although they go down as well.</summary>
    private static readonly FrozenSet<string> NotMonotonic =
        FrozenSet.Create(StringComparer.Ordinal, "dotnet.thread_pool.thread.count", "dotnet.thread_pool.queue.length");

    private readonly IMeterFactory _meters;
    private readonly PrometheusRegistry _registry;
    private readonly ServiceIdentity _service;
    private readonly ILogger<PrometheusBridge> _logger;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentBag<BridgedInstrument> _instruments = [];
    private readonly Lock _observing = new();
    private bool _observationFailed;

    /// <summary>Takes the metrics so that the catalogue's instruments exist before anything is measured.</summary>
    public PrometheusBridge(
        IMeterFactory meters, PrometheusRegistry registry, SpecCursorMetrics metrics, ServiceIdentity service, ILogger<PrometheusBridge> logger)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        _meters = meters;
        _registry = registry;
        _service = service;
        _logger = logger;
        _listener.InstrumentPublished = Publish;
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => Record((double)value, tags, state));
        registry.Registry.AddBeforeCollectCallback(Observe);
    }

    /// <summary>Before any other hosted service, so that nothing of theirs is missed.</summary>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
        ((BridgedInstrument)state!).Record(value, tags);

    private void Publish(Instrument instrument, MeterListener listener)
    {
        // A meter of another host in this process is not ours to report.
        var foreign = instrument.Meter.Scope is IMeterFactory factory && !ReferenceEquals(factory, _meters);
        if (!foreign && MeterNames.IsExported(instrument.Meter.Name) && Bridge(instrument) is { } bridged)
        {
            _instruments.Add(bridged);
            Declare(instrument, bridged);
            listener.EnableMeasurementEvents(instrument, bridged);
        }
    }

    /// <summary>What this service owns is known from the first scrape on, whether or not it has happened yet.</summary>
    private void Declare(Instrument instrument, BridgedInstrument bridged)
    {
        var definition = instrument.Meter.Name == MetricCatalogue.MeterName
            ? MetricCatalogue.All.FirstOrDefault(metric => metric.Instrument == instrument.Name)
            : null;
        if (definition is not null && (definition.Services.Count == 0 || definition.Services.Contains(_service.Name)))
        {
            bridged.Declare(definition.Labels.Select(label => label.Name));
        }
    }

    private BridgedInstrument? Bridge(Instrument instrument)
    {
        if (!instrument.GetType().IsGenericType)
        {
            return null;
        }

        var kind = instrument.GetType().GetGenericTypeDefinition();
        if (NotMonotonic.Contains(instrument.Name))
        {
            return new BridgedGauge(Target(instrument, MetricKind.Gauge), instrument.IsObservable);
        }

        if (kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>))
        {
            return new BridgedCounter(Target(instrument, MetricKind.Counter), instrument.IsObservable);
        }

        if (kind == typeof(Histogram<>))
        {
            return new BridgedHistogram(Target(instrument, MetricKind.Histogram), InstrumentBuckets.Of(instrument));
        }

        if (kind == typeof(UpDownCounter<>))
        {
            return new BridgedUpDownCounter(Target(instrument, MetricKind.Gauge));
        }

        return kind == typeof(ObservableGauge<>) || kind == typeof(ObservableUpDownCounter<>) || kind == typeof(Gauge<>)
            ? new BridgedGauge(Target(instrument, MetricKind.Gauge), instrument.IsObservable)
            : null;
    }

    private BridgeTarget Target(Instrument instrument, MetricKind kind) => new()
    {
        Name = PrometheusNaming.MetricName(instrument.Name, instrument.Unit, kind),
        Help = instrument.Description?.ReplaceLineEndings(" ").Replace('\\', '/') ?? "",
        Registry = _registry,
        MaximumSeries = MaximumSeriesPerInstrument,
        Logger = _logger,
    };

    /// <summary>Asks the observable instruments. Scrapes may come at once; what one of them observes must not be taken as gone by another.</summary>
    private void Observe()
    {
        lock (_observing)
        {
            try
            {
                _listener.RecordObservableInstruments();
            }
            catch (AggregateException exception)
            {
                LogOnce(exception);
            }

            foreach (var instrument in _instruments)
            {
                instrument.EndObservation();
            }
        }
    }

    private void LogOnce(AggregateException exception)
    {
        if (!_observationFailed)
        {
            _observationFailed = true;
            _logger.LogWarning(exception, "An observable instrument could not be asked; its series are missing from /metrics");
        }
    }
}
