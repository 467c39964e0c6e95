using Microsoft.Extensions.Logging;
using Prometheus;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>Where an instrument's measurements go.</summary>
internal sealed record BridgeTarget
{
    /// <summary>The metric's Prometheus name.</summary>
    public required string Name { get; init; }

    /// <summary>The HELP text.</summary>
    public required string Help { get; init; }

    /// <summary>Where the metric is to appear.</summary>
    public required PrometheusRegistry Registry { get; init; }

    /// <summary>Makes collectors in the registry.</summary>
    public MetricFactory Factory => Registry.Factory;

    /// <summary>How many label combinations the instrument may have.</summary>
    public required int MaximumSeries { get; init; }

    /// <summary>Hears of what is dropped.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Whether the name is not taken by a metric with another kind of series.</summary>
    public bool IsNameFree(Type seriesKind) => Registry.Claim(Name, seriesKind);
}
