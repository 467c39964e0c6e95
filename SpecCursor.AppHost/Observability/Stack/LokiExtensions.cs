using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Observability.Stack;

/// <summary>Loki: the logs, and alerts on them.</summary>
internal static class LokiExtensions
{
    /// <summary>Its resource's name, and its host name among the containers.</summary>
    public const string Name = "loki";

    /// <summary>Its port.</summary>
    public const int Port = 3100;

    /// <summary>Adds Loki.</summary>
    /// <param name="builder">The application.</param>
    public static void AddLoki(this SpecCursorBuilder builder)
    {
        var program = new StackProgram
        {
            Name = Name,
            Image = ContainerImages.Loki,
            User = "10001:10001",
            MemoryMiB = 1024,
            Configuration = "loki",
            ConfigurationTarget = "/etc/loki",
            Port = Port,
            ReadyPort = Port,
            ReadyPath = "/ready",

            // It is not ready while it takes over what it had, and would never end that if it were started again for it.
            LivePath = "/loki/api/v1/status/buildinfo",
        };
        builder.AddStackProgram(program, port: null)?
            .WithArgs("-config.file=/etc/loki/loki.yml", "-config.expand-env=true")
            .WithEnvironment("ALERTMANAGER_URL", MonitoringContainer.AddressOf("alertmanager", builder.Monitoring.AlertmanagerPort!.Value))
            .WithVolume(builder.VolumeName(Name), "/loki")
            .WithAnnotation(new TalksToAnnotation(AlertmanagerExtensions.Name, builder.Monitoring.AlertmanagerPort!.Value))
            .WithScraping(Port);
    }
}
