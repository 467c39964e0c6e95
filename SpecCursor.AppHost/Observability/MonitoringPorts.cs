using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>The ports of the monitoring programs of this machine; null where one is not installed.</summary>
/// <param name="PrometheusPort">Prometheus' port.</param>
/// <param name="AlertmanagerPort">Alertmanager's port.</param>
internal sealed record MonitoringPorts(int? PrometheusPort, int? AlertmanagerPort)
{
    /// <summary>Prometheus' address; null where it is not installed.</summary>
    public string? PrometheusAddress => Address(PrometheusPort);

    /// <summary>Alertmanager's address; null where it is not installed.</summary>
    public string? AlertmanagerAddress => Address(AlertmanagerPort);

    /// <summary>Chooses them, before anything is composed that names them.</summary>
    public static MonitoringPorts Choose(HostPorts ports, bool isContainers) => new(
        isContainers || PrometheusServer.FindProgram() is not null ? ports.Any() : null,
        isContainers || AlertmanagerServer.FindProgram() is not null ? ports.Any() : null);

    private static string? Address(int? port) => port is null ? null : $"http://localhost:{port}";
}
