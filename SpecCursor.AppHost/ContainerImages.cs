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
}
