using System.Globalization;
using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>Prometheus or Alertmanager as a container: the same configuration, the same command line, the same data directory.</summary>
internal static class MonitoringContainer
{
    /// <summary>What a container calls this machine.</summary>
    public const string HostName = "host.docker.internal";

    /// <summary>What makes that name known where the engine does not by itself, which Docker on Linux doesn't.</summary>
    public const string HostMapping = HostName + ":host-gateway";

    /// <summary>Where a container finds its configuration.</summary>
    public const string Configuration = "/etc/speccursor";
    private const string Data = "/var/lib/speccursor";

    /// <summary>The address of a container as others see it: the engine's network knows a resource by its name.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="port">The port in the container.</param>
    public static string AddressOf(string name, int port) => string.Create(CultureInfo.InvariantCulture, $"http://{name}:{port}");

    /// <summary>Adds the container as it is published: with its configuration as it stands, and a volume where its image has a place for it.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">The image.</param>
    /// <param name="port">The port that it has by default.</param>
    /// <param name="memoryMiB">The most memory that it may have, in MiB.</param>
    /// <param name="data">Where its image keeps data, which belongs to the image's user.</param>
    public static IResourceBuilder<ContainerResource> AddPublishedMonitoring(
        this SpecCursorBuilder builder, string name, ContainerImage image, int port, int memoryMiB, string data) =>
        builder.AddContainer(name, image)
            .WithBindMount(ContainerFiles.Of(builder, name), Configuration, isReadOnly: true)
            .WithVolume(builder.VolumeName(name), data)
            .WithHardening(new ContainerHardening { User = "65534:65534", MemoryMiB = memoryMiB })
            .WithHttpEndpoint(targetPort: port)
            .WithAnnotation(new PageAnnotation(port))
            .WithAnnotation(new ScrapedAnnotation(port))
            .WithAnnotation(new ReadinessAnnotation(port, "/-/ready", "/-/healthy"));

    /// <summary>Adds the container.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="image">The image.</param>
    /// <param name="port">The port on this machine, which is the one in the container, too.</param>
    /// <param name="memoryMiB">The most memory that it may have, in MiB.</param>
    /// <param name="mounts">What it is given of this machine.</param>
    /// <param name="arguments">Its command line, for a directory of configuration, one of data, and an address to listen at.</param>
    public static IResourceBuilder<ContainerResource> AddMonitoringContainer(
        this SpecCursorBuilder builder,
        string name,
        ContainerImage image,
        int port,
        int memoryMiB,
        MonitoringMounts mounts,
        Func<string, string, string, IReadOnlyList<string>> arguments) =>
        builder.AddContainer(name, image)
            .WithBindMount(mounts.Configuration, Configuration, isReadOnly: true)
            .WithBindMount(mounts.Data, Data)
            .WithContainerRuntimeArgs("--add-host", HostMapping)
            .WithHardening(new ContainerHardening { User = mounts.User, MemoryMiB = memoryMiB })
            .WithHttpEndpoint(port, port, isProxied: false)
            .WithArgs([.. arguments(Configuration, Data, string.Create(CultureInfo.InvariantCulture, $"0.0.0.0:{port}"))])
            .WithProbe((services, cancellationToken) => services.AskReadinessAsync(port, cancellationToken));
}
