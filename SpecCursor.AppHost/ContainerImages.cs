namespace SpecCursor.AppHost;

/// <summary>
/// Every container image, pinned: what runs today runs tomorrow. A setting <c>SpecCursor:Images:&lt;key&gt;:Registry</c>, <c>Image</c>,
/// <c>Tag</c> or <c>Digest</c> overrides a part of one, and <c>SpecCursor:ImageRegistry</c> the registry of all.
/// </summary>
internal static class ContainerImages
{
    /// <summary>All of them.</summary>
    internal static IReadOnlyList<ContainerImage> All =>
    [
        Postgres, Redis, Prometheus, Alertmanager, Collector, Loki, Jaeger, Grafana, PostgresExporter, RedisExporter, NodeExporter, BlackboxExporter,
    ];

    /// <summary>The database: the major version of the native mode's package.</summary>
    internal static ContainerImage Postgres { get; } = new("postgres", "docker.io", "library/postgres", "18.4");

    /// <summary>The cache.</summary>
    internal static ContainerImage Redis { get; } = new("redis", "docker.io", "library/redis", "8.6.5");

    /// <summary>The metrics.</summary>
    internal static ContainerImage Prometheus { get; } = new("prometheus", "docker.io", "prom/prometheus", "v3.7.3");

    /// <summary>The alerts.</summary>
    internal static ContainerImage Alertmanager { get; } = new("alertmanager", "docker.io", "prom/alertmanager", "v0.28.1");

    /// <summary>Where telemetry is gathered.</summary>
    internal static ContainerImage Collector { get; } = new("otel-collector", "docker.io", "otel/opentelemetry-collector-contrib", "0.150.1");

    /// <summary>The logs.</summary>
    internal static ContainerImage Loki { get; } = new("loki", "docker.io", "grafana/loki", "3.5.8");

    /// <summary>The traces.</summary>
    internal static ContainerImage Jaeger { get; } = new("jaeger", "docker.io", "jaegertracing/jaeger", "2.13.0");

    /// <summary>The dashboards.</summary>
    internal static ContainerImage Grafana { get; } = new("grafana", "docker.io", "grafana/grafana", "12.3.0");

    /// <summary>What is measured of Postgres.</summary>
    internal static ContainerImage PostgresExporter { get; } = new("postgres-exporter", "quay.io", "prometheuscommunity/postgres-exporter", "v0.18.1");

    /// <summary>What is measured of Redis.</summary>
    internal static ContainerImage RedisExporter { get; } = new("redis-exporter", "docker.io", "oliver006/redis_exporter", "v1.80.1");

    /// <summary>What is measured of the machine.</summary>
    internal static ContainerImage NodeExporter { get; } = new("node-exporter", "quay.io", "prometheus/node-exporter", "v1.10.2");

    /// <summary>Whether other parties are reached.</summary>
    internal static ContainerImage BlackboxExporter { get; } = new("blackbox-exporter", "quay.io", "prometheus/blackbox-exporter", "v0.27.0");
}
