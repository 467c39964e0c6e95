using System.Globalization;
using SpecCursor.AppHost.Backing;
using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>Adds exporters: programs that tell Prometheus of what does not speak its language. Nothing waits for them.</summary>
internal static class ExporterExtensions
{
    /// <summary>Adds an exporter, as a container or as an executable, or says that it is missing.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="exporter">The exporter.</param>
    public static void AddExporter(this SpecCursorBuilder builder, Exporter exporter)
    {
        var name = exporter.Program.Name;
        if (!builder.Mode.IsContainers && exporter.Program.Find() is null)
        {
            builder.Application.AddMissingProgram(
                name, $"Debian and Ubuntu: apt install {exporter.Program.Package}. Elsewhere: put {exporter.Program.Executables[0]} on PATH. Then start again.");
            return;
        }

        if (builder.IsPublished)
        {
            exporter.Container(builder.AddExporterContainer(exporter)
                .WithHttpEndpoint(targetPort: exporter.ContainerPort)
                .WithAnnotation(new ScrapedAnnotation(exporter.ContainerPort))
                .WithAnnotation(new ReadinessAnnotation(exporter.ContainerPort, "/")));
            return;
        }

        var port = builder.PortOf(name);
        if (builder.Mode.IsContainers)
        {
            var container = builder.AddExporterContainer(exporter).WithHttpEndpoint(port, exporter.ContainerPort, isProxied: false);
            exporter.Container(container);
            Finish(container, exporter, $"{name}:{Number(exporter.ContainerPort)}", port);
            return;
        }

        var address = $"127.0.0.1:{Number(port)}";
        Finish(
            builder.Application.AddNativeServer(
                new NativeMonitoringResource(name, builder.State.Data, port),
                (logger, cancellationToken) => ExporterServer.PrepareAsync(exporter.Executable(address), Environment.ProcessId, logger, cancellationToken),
                (services, cancellationToken) => AskAsync(services, port, cancellationToken)),
            exporter,
            address,
            probed: null);
    }

    private static IResourceBuilder<ContainerResource> AddExporterContainer(this SpecCursorBuilder builder, Exporter exporter) =>
        builder.AddContainer(exporter.Program.Name, exporter.Image)
            .WithHardening(new ContainerHardening { User = "65534:65534", MemoryMiB = 128, Processors = 0.5 });

    private static void Finish<TResource>(IResourceBuilder<TResource> resource, Exporter exporter, string address, int? probed)
        where TResource : IResourceWithWaitSupport
    {
        resource.WithAnnotation(new ScrapeTargetAnnotation(exporter.Targets(address)));
        if (exporter.Source is { } source)
        {
            resource.WaitFor(source);
        }

        if (probed is { } port)
        {
            resource.WithProbe((services, cancellationToken) => AskAsync(services, port, cancellationToken));
        }
    }

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Asks for the page that every exporter has at its root; its metrics would be asked of what it exports.</summary>
    private static Task AskAsync(IServiceProvider services, int port, CancellationToken cancellationToken) =>
        services.AskAsync(new Uri($"http://127.0.0.1:{port}/"), cancellationToken);
}
