namespace SpecCursor.Backing.Monitoring;

/// <summary>How Prometheus is kept.</summary>
public sealed record PrometheusOptions
{
    /// <summary>A directory of the server's own, absolute: its series, and the copy of its configuration that it reads.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The directory with <c>prometheus.yml</c> and its rules.</summary>
    public required string ConfigurationDirectory { get; init; }

    /// <summary>The port on 127.0.0.1, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>What to scrape, and where Alertmanager is.</summary>
    public required IReadOnlyList<TargetGroup> Targets { get; init; }

    /// <summary>How long series are kept, in days.</summary>
    public int RetentionDays { get; init; } = 15;

    /// <summary>The most that they may take on disk, in GiB.</summary>
    public int MaximumDiskGiB { get; init; } = 10;
}
