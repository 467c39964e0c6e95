using Microsoft.Extensions.Logging.Abstractions;
using SpecCursor.AppHost.Backing;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>Alertmanager: who is told of an alert.</summary>
internal static class AlertmanagerExtensions
{
    /// <summary>Its resource's name, and its host name among the containers.</summary>
    public const string Name = "alertmanager";

    private const string Data = "/alertmanager";

    // A file cannot be mounted into a directory that is mounted read-only.
    private const string PublishedSecrets = "/run";

    /// <summary>Adds Alertmanager, as a container or as an executable.</summary>
    /// <param name="builder">The application.</param>
    public static void AddAlertmanager(this SpecCursorBuilder builder)
    {
        if (!builder.HasObservability)
        {
            return;
        }

        if (builder.Monitoring.AlertmanagerPort is not { } port)
        {
            builder.Application.AddMissingProgram(
                Name, "Debian and Ubuntu: apt install prometheus-alertmanager. Elsewhere: put alertmanager on PATH. Then start again.");
            return;
        }

        if (builder.IsPublished)
        {
            builder.AddPublishedAlertmanager(port);
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
                .WithReload(port, () => AlertmanagerServer.PrepareMounts(options, MonitoringContainer.Configuration))
                .WithRehearsal(port);
            return;
        }

        builder.Application.AddNativeServer(
            new NativeMonitoringResource(Name, builder.State.Data, port),
            (logger, _) => Task.FromResult(AlertmanagerServer.Prepare(options, Environment.ProcessId, logger)),
            (services, cancellationToken) => services.AskReadinessAsync(port, cancellationToken))
            .WithReload(port, () => AlertmanagerServer.Prepare(options, Environment.ProcessId, NullLogger.Instance))
            .WithRehearsal(port);
    }

    private static void AddPublishedAlertmanager(this SpecCursorBuilder builder, int port)
    {
        var notifications = builder.Settings.Notifications with { ControllerUrl = new Uri($"http://controller:{PublishedService.Port}/api/v1/alerts") };

        // A manifest knows no files that hold secrets: whoever deploys it mounts them beside the configuration.
        var secrets = new Dictionary<string, ParameterResource>
        {
            [AlertmanagerConfiguration.ControllerKey] = builder.Application.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == SecretStore.ApiKey),
        };
        if (builder.Publisher is not "manifest")
        {
            foreach (var (name, _) in AlertmanagerConfiguration.Secrets(notifications with { ControllerKey = null }))
            {
                secrets[name] = builder.AddGivenSecret(name).Resource;
            }
        }

        builder.AddPublishedMonitoring(Name, ContainerImages.Alertmanager, port, memoryMiB: 256, Data)
            .WithArgs([.. AlertmanagerServer.Arguments(MonitoringContainer.Configuration, Data, $":{port}")])
            .WithAnnotation(new FittedFileAnnotation("alertmanager.yml", text => AlertmanagerConfiguration.Apply(text, notifications, PublishedSecrets)))
            .WithAnnotation(new FittedFileAnnotation(DashboardTemplate.File, text => DashboardTemplate.Apply(text, notifications.DashboardsUrl)))
            .WithAnnotation(new SecretFilesAnnotation($"{PublishedSecrets}/{AlertmanagerConfiguration.SecretsDirectory}", secrets))
            .WithAnnotation(new TalksToAnnotation("controller", PublishedService.Port))
            .WithAnnotation(new ReachesOutAnnotation());
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
                DashboardsUrl = builder.Settings.Notifications.DashboardsUrl
                    ?? (builder.Mode.IsContainers && builder.Monitoring.GrafanaPort is { } grafana ? new Uri($"http://localhost:{grafana}") : null),
            },
        };
    }
}
