using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.AppHost.Backing;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>Alertmanager: who is told of an alert.</summary>
internal static class AlertmanagerExtensions
{
    private const string Name = "alertmanager";

    /// <summary>Adds Alertmanager, as a container or as an executable.</summary>
    /// <param name="builder">The application.</param>
    public static void AddAlertmanager(this SpecCursorBuilder builder)
    {
        if (builder.Monitoring.AlertmanagerPort is not { } port)
        {
            builder.Application.AddMissingProgram(
                Name, "Debian and Ubuntu: apt install prometheus-alertmanager. Elsewhere: put alertmanager on PATH. Then start again.");
            return;
        }

        var options = Options(builder, port);
        if (builder.Mode.IsContainers)
        {
            builder.AddMonitoringContainer(
                Name,
                ContainerImages.Alertmanager,
                port,
                memoryMiB: 256,
                AlertmanagerServer.PrepareMounts(options, MonitoringContainer.Configuration),
                AlertmanagerServer.Arguments)
                .WithReload(port, () => AlertmanagerServer.PrepareMounts(options, MonitoringContainer.Configuration));
            return;
        }

        builder.Application.AddNativeServer(
            new NativeMonitoringResource(Name, builder.State.Data, port),
            (logger, _) => Task.FromResult(AlertmanagerServer.Prepare(options, Environment.ProcessId, logger)),
            (services, cancellationToken) => services.AskReadinessAsync(port, cancellationToken))
            .WithReload(port, () => AlertmanagerServer.Prepare(options, Environment.ProcessId, NullLogger.Instance));
    }

    private static AlertmanagerOptions Options(SpecCursorBuilder builder, int port)
    {
        var host = builder.Mode.IsContainers ? MonitoringContainer.HostName : "localhost";
        return new AlertmanagerOptions
        {
            WorkingDirectory = Path.Combine(builder.State.Data, Name),
            ConfigurationDirectory = ContainerFiles.Of(builder, Name),
            Port = port,
            Notifications = builder.Settings.Notifications with
            {
                ControllerUrl = new Uri($"http://{host}:{builder.Ports.Controller}/api/v1/alerts"),
                ControllerKey = builder.Settings.ApiKey ?? builder.Secrets.Get(SecretStore.ApiKey).Value,
            },
        };
    }
}
