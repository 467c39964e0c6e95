using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Monitoring;

/// <summary>A program that tells Prometheus of something that does not speak its language.</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="Executables">What the program is called: by its makers, and by Debian.</param>
public sealed record ExporterProgram(string Name, IReadOnlyList<string> Executables)
{
    /// <summary>Postgres.</summary>
    public static ExporterProgram Postgres { get; } = new("postgres-exporter", ["postgres_exporter", "prometheus-postgres-exporter"]);

    /// <summary>Redis.</summary>
    public static ExporterProgram Redis { get; } = new("redis-exporter", ["redis_exporter", "prometheus-redis-exporter"]);

    /// <summary>The machine.</summary>
    public static ExporterProgram Node { get; } = new("node-exporter", ["node_exporter", "prometheus-node-exporter"]);

    /// <summary>Addresses elsewhere.</summary>
    public static ExporterProgram Blackbox { get; } = new("blackbox-exporter", ["blackbox_exporter", "prometheus-blackbox-exporter"]);

    /// <summary>The Debian and Ubuntu package.</summary>
    public string Package => Executables[^1];

    /// <summary>Where the program is; null where it is not installed.</summary>
    public string? Find() => Executables.Select(name => ExecutableSearch.OnPath(name)).FirstOrDefault(path => path is not null);
}
