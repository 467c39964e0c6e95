using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>One exporter, however it runs.</summary>
internal sealed record Exporter
{
    /// <summary>The program.</summary>
    public required ExporterProgram Program { get; init; }

    /// <summary>The image that it is in as a container.</summary>
    public required ContainerImage Image { get; init; }

    /// <summary>The port that it listens at in a container.</summary>
    public required int ContainerPort { get; init; }

    /// <summary>What Prometheus is to ask it for, where it is at that host and port.</summary>
    public required Func<string, IReadOnlyList<TargetGroup>> Targets { get; init; }

    /// <summary>How it runs as an executable that listens at that address.</summary>
    public required Func<string, ExporterOptions> Executable { get; init; }

    /// <summary>What it needs as a container beside its port.</summary>
    public Action<IResourceBuilder<ContainerResource>> Container { get; init; } = _ => { };

    /// <summary>What it waits for; null for nothing.</summary>
    public IResourceBuilder<IResource>? Source { get; init; }
}
