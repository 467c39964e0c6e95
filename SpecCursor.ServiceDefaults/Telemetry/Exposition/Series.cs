using Prometheus;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>One prometheus-net series and when it was last observed.</summary>
internal sealed class Series<TChild>(TChild child)
    where TChild : ChildBase
{
    public TChild Child { get; } = child;

    /// <summary>Whether the current round of observations has touched it.</summary>
    public bool Observed { get; set; }
}
