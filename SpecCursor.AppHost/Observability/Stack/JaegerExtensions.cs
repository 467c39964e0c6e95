using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability.Stack;

/// <summary>Jaeger: the traces.</summary>
internal static class JaegerExtensions
{
    /// <summary>Its resource's name, and its host name among the containers.</summary>
    public const string Name = "jaeger";

    /// <summary>The port of its pages.</summary>
    public const int Port = 16686;

    /// <summary>The port that takes traces.</summary>
    public const int OtlpPort = 4317;

    private const int OwnMetricsPort = 8888;
    private const string Data = "/badger";

    /// <summary>Adds Jaeger.</summary>
    /// <param name="builder">The application.</param>
    public static void AddJaeger(this SpecCursorBuilder builder)
    {
        // The image has no directory that its user could write a volume at: traces are kept in one of this machine, by who owns it.
        var data = builder.IsPublished ? new DataMount("", "10001:10001") : DataMount.Prepare(Path.Combine(builder.State.Data, Name));
        var program = new StackProgram
        {
            Name = Name,
            Image = ContainerImages.Jaeger,
            User = data.User,
            MemoryMiB = 1024,
            Configuration = "jaeger",
            ConfigurationTarget = "/etc/jaeger",
            Port = Port,
            ReadyPort = Port,
            ReadyPath = "/",
        };
        var container = builder.AddStackProgram(program, builder.Monitoring.JaegerPort);
        if (container is null)
        {
            return;
        }

        if (builder.IsPublished)
        {
            container.WithVolume(builder.VolumeName(Name), Data)
                .WithAnnotation(new OwnedVolumeAnnotation(builder.VolumeName(Name), Data))
                .WithInnerPort("otlp", OtlpPort)
                .WithAnnotation(new PageAnnotation(Port));
        }
        else
        {
            container.WithBindMount(data.Directory, Data);
        }

        container.WithArgs("--config=/etc/jaeger/config.yaml")
            .WithEnvironment("PROMETHEUS_URL", MonitoringContainer.AddressOf("prometheus", builder.Monitoring.PrometheusPort!.Value))
            .WithAnnotation(new TalksToAnnotation("prometheus", builder.Monitoring.PrometheusPort!.Value))
            .WithScraping(OwnMetricsPort)
            .WithReloadBySignal(builder)
            .WithUrlForEndpoint("http", url => url.DisplayText = "Traces");
    }
}
