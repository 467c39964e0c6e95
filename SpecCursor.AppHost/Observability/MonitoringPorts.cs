using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>The ports of the monitoring programs on this machine; null where one is not installed.</summary>
internal sealed record MonitoringPorts
{
    /// <summary>Prometheus' port.</summary>
    public int? PrometheusPort { get; private init; }

    /// <summary>Alertmanager's port.</summary>
    public int? AlertmanagerPort { get; private init; }

    /// <summary>The collector's port for OTLP over HTTP.</summary>
    public int? CollectorPort { get; private init; }

    /// <summary>Grafana's port.</summary>
    public int? GrafanaPort { get; private init; }

    /// <summary>The port of Jaeger's pages.</summary>
    public int? JaegerPort { get; private init; }

    /// <summary>Prometheus' address; null where it is not installed.</summary>
    public string? PrometheusAddress => Address(PrometheusPort);

    /// <summary>Alertmanager's address; null where it is not installed.</summary>
    public string? AlertmanagerAddress => Address(AlertmanagerPort);

    /// <summary>Where services send telemetry; null where no collector runs.</summary>
    public string? CollectorAddress => Address(CollectorPort);

    /// <summary>Grafana's address; null where it does not run.</summary>
    public string? GrafanaAddress => Address(GrafanaPort);

    /// <summary>Jaeger's address; null where it does not run.</summary>
    public string? JaegerAddress => Address(JaegerPort);

    /// <summary>The ports that these programs have by default.</summary>
    public static MonitoringPorts Published { get; } = new() { PrometheusPort = 9090, AlertmanagerPort = 9093, CollectorPort = 4318, GrafanaPort = 3000, JaegerPort = 16686 };

    /// <summary>Chooses them, before anything is composed that names them.</summary>
    /// <param name="ports">The ports of this run.</param>
    /// <param name="isContainers">Whether they are containers.</param>
    /// <param name="file">Where the ports of containers that outlive the application are kept; null where none does.</param>
    public static MonitoringPorts Choose(HostPorts ports, bool isContainers, string? file) => new()
    {
        PrometheusPort = isContainers || PrometheusServer.FindProgram() is not null ? ports.Of("prometheus", file) : null,
        AlertmanagerPort = isContainers || AlertmanagerServer.FindProgram() is not null ? ports.Of("alertmanager", file) : null,
        CollectorPort = isContainers ? ports.Of("otel-collector", file) : null,
        GrafanaPort = isContainers ? ports.Of("grafana", file) : null,
        JaegerPort = isContainers ? ports.Of("jaeger", file) : null,
    };

    private static string? Address(int? port) => port is null ? null : $"http://localhost:{port}";
}
