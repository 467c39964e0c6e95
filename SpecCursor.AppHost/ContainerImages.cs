namespace SpecCursor.AppHost;

/// <summary>Every container image, pinned: what runs today runs tomorrow.</summary>
internal static class ContainerImages
{
    /// <summary>The database: the major version of the native mode's package.</summary>
    internal static ContainerImage Postgres { get; } = new("docker.io", "library/postgres", "18.4");

    /// <summary>The cache.</summary>
    internal static ContainerImage Redis { get; } = new("docker.io", "library/redis", "8.6.5");

    /// <summary>The metrics.</summary>
    internal static ContainerImage Prometheus { get; } = new("docker.io", "prom/prometheus", "v3.7.3");

    /// <summary>The alerts.</summary>
    internal static ContainerImage Alertmanager { get; } = new("docker.io", "prom/alertmanager", "v0.28.1");

    /// <summary>Where telemetry is gathered.</summary>
    internal static ContainerImage Collector { get; } = new("docker.io", "otel/opentelemetry-collector-contrib", "0.150.1");

    /// <summary>The logs.</summary>
    internal static ContainerImage Loki { get; } = new("docker.io", "grafana/loki", "3.5.8");

    /// <summary>The traces.</summary>
    internal static ContainerImage Jaeger { get; } = new("docker.io", "jaegertracing/jaeger", "2.13.0");

    /// <summary>The dashboards.</summary>
    internal static ContainerImage Grafana { get; } = new("docker.io", "grafana/grafana", "12.3.0");

    /// <summary>What is measured of Postgres.</summary>
    internal static ContainerImage PostgresExporter { get; } = new("quay.io", "prometheuscommunity/postgres-exporter", "v0.18.1");

    /// <summary>What is measured of Redis.</summary>
    internal static ContainerImage RedisExporter { get; } = new("docker.io", "oliver006/redis_exporter", "v1.80.1");

    /// <summary>What is measured of the machine.</summary>
    internal static ContainerImage NodeExporter { get; } = new("quay.io", "prometheus/node-exporter", "v1.10.2");

    /// <summary>Whether other parties are reached.</summary>
    internal static ContainerImage BlackboxExporter { get; } = new("quay.io", "prometheus/blackbox-exporter", "v0.27.0");
}
