using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;

namespace SpecCursor.AppHost.Observability.Stack;

/// <summary>Grafana: the dashboards.</summary>
internal static class GrafanaExtensions
{
    private const string Name = "grafana";
    private const int Port = 3000;

    // 3000 and 3001 are SpecCursor's own.
    private const int PagePort = 3002;

    /// <summary>Adds Grafana.</summary>
    /// <param name="builder">The application.</param>
    public static void AddGrafana(this SpecCursorBuilder builder)
    {
        var program = new StackProgram
        {
            Name = Name,
            Image = ContainerImages.Grafana,
            User = "472:0",
            MemoryMiB = 512,
            Configuration = "grafana",
            ConfigurationTarget = "/etc/grafana",
            Port = Port,
            ReadyPort = Port,
            ReadyPath = "/api/health",
        };
        builder.AddStackProgram(program, builder.Monitoring.GrafanaPort)?
            .WithEnvironment("SPECCURSOR_PROMETHEUS_URL", MonitoringContainer.AddressOf("prometheus", builder.Monitoring.PrometheusPort!.Value))
            .WithEnvironment("SPECCURSOR_ALERTMANAGER_URL", MonitoringContainer.AddressOf("alertmanager", builder.Monitoring.AlertmanagerPort!.Value))
            .WithEnvironment("SPECCURSOR_LOKI_URL", MonitoringContainer.AddressOf(LokiExtensions.Name, LokiExtensions.Port))
            .WithEnvironment("SPECCURSOR_JAEGER_URL", MonitoringContainer.AddressOf(JaegerExtensions.Name, JaegerExtensions.Port))
            .WithEnvironment("GF_SECURITY_ADMIN_PASSWORD", builder.AddSecret(SecretStore.GrafanaPassword, chosen: null))
            .WithVolume(builder.VolumeName(Name), "/var/lib/grafana")
            .WithScraping(Port)
            .WithAnnotation(new PageAnnotation(PagePort))
            .WithAnnotation(new TalksToAnnotation("prometheus", builder.Monitoring.PrometheusPort!.Value))
            .WithAnnotation(new TalksToAnnotation(AlertmanagerExtensions.Name, builder.Monitoring.AlertmanagerPort!.Value))
            .WithAnnotation(new TalksToAnnotation(LokiExtensions.Name, LokiExtensions.Port))
            .WithAnnotation(new TalksToAnnotation(JaegerExtensions.Name, JaegerExtensions.Port))
            .WithUrlForEndpoint("http", url => url.DisplayText = "Dashboards");
    }
}
