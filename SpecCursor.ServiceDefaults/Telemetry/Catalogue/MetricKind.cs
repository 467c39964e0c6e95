namespace SpecCursor.ServiceDefaults.Telemetry.Catalogue;

/// <summary>What a metric is in Prometheus' terms.</summary>
public enum MetricKind
{
    /// <summary>Only grows; its name ends in <c>_total</c>.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>A distribution over fixed buckets.</summary>
    Histogram,
}
