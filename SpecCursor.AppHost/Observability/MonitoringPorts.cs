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
    public static MonitoringPorts Choose(HostPorts ports, bool isContainers) => new()
    {
        PrometheusPort = isContainers || PrometheusServer.FindProgram() is not null ? ports.Any() : null,
        AlertmanagerPort = isContainers || AlertmanagerServer.FindProgram() is not null ? ports.Any() : null,
        CollectorPort = isContainers ? ports.Any() : null,
        GrafanaPort = isContainers ? ports.Any() : null,
        JaegerPort = isContainers ? ports.Any() : null,
    };

    private static string? Address(int? port) => port is null ? null : $"http://localhost:{port}";
}
