using SpecCursor.Benchmarks.Alerts;
using SpecCursor.Benchmarks.Concurrency;
using SpecCursor.Benchmarks.Memory;
using SpecCursor.Benchmarks.Overhead;
using SpecCursor.Benchmarks.Rivals;
using SpecCursor.Benchmarks.Saga;
using SpecCursor.Benchmarks.Startup;
using SpecCursor.Benchmarks.Telemetry;
using SpecCursor.Benchmarks.Upgrade;
using SpecCursor.Benchmarks.Webhooks;

namespace SpecCursor.Benchmarks.Harness;

/// <summary>Every measurement, in the order in which they run.</summary>
internal static class MeasurementCatalogue
{
    public static IReadOnlyList<IMeasurement> All { get; } =
    [
        new UpgradeMeasurement(),
        new RivalMeasurement(),
        new DotNetRivalMeasurement(),
        new EcosystemMeasurement(new RustWork()),
        new EcosystemMeasurement(new PythonWork()),
        new EcosystemMeasurement(new GoWork()),
        new EcosystemMeasurement(new DotNetWork()),
        new ConcurrencyMeasurement(),
        new WebhookMeasurement(),
        new SagaMeasurement(),
        new TelemetryMeasurement(),
        new AlertMeasurement(),
        new StartupMeasurement(),
        new MemoryMeasurement(),
    ];
}
