using System.Globalization;
using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability.Stack;

/// <summary>Adds what only runs as a container.</summary>
internal static class StackProgramExtensions
{
    /// <summary>The endpoint that is asked whether a program is ready, where that is another than the one that others talk to.</summary>
    public const string ReadyEndpoint = "ready";

    private const string Remedy =
        "There is no package of it: it runs where a container engine does. Start Docker or Podman, then start again. SpecCursor works without it.";

    /// <summary>Adds the program as a container with its configuration, which it cannot change.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="program">The program.</param>
    /// <param name="port">The port on this machine.</param>
    /// <returns>The container; null where no container engine runs, and the program is shown as missing.</returns>
    public static IResourceBuilder<ContainerResource>? AddStackProgram(this SpecCursorBuilder builder, StackProgram program, int? port)
    {
        if (!builder.Mode.IsContainers)
        {
            builder.Application.AddMissingProgram(program.Name, Remedy);
            return null;
        }

        var container = builder.AddContainer(program.Name, program.Image)
            .WithBindMount(ContainerFiles.Of(builder, program.Configuration), program.ConfigurationTarget, isReadOnly: true)
            .WithHardening(new ContainerHardening { User = program.User, MemoryMiB = program.MemoryMiB });
        if (builder.IsPublished)
        {
            return container.WithHttpEndpoint(targetPort: program.Port)
                .WithAnnotation(new ReadinessAnnotation(program.ReadyPort, program.ReadyPath, program.LivePath));
        }

        var listening = port ?? builder.PortOf(program.Name);
        container.WithHttpEndpoint(listening, program.Port, isProxied: false);
        var ready = listening;
        if (program.ReadyPort != program.Port)
        {
            ready = builder.PortOf($"{program.Name}-ready");
            container.WithHttpEndpoint(ready, program.ReadyPort, ReadyEndpoint, isProxied: false)
                .WithUrlForEndpoint(ReadyEndpoint, url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly);
        }

        return container.WithProbe((services, cancellationToken) =>
            services.AskAsync(new Uri($"http://127.0.0.1:{ready}{program.ReadyPath}"), cancellationToken));
    }

    /// <summary>Says of a published container that others call it at a further port: on this machine they reach every port by the engine's network.</summary>
    /// <param name="container">The container.</param>
    /// <param name="name">The endpoint's name.</param>
    /// <param name="port">The port in the container.</param>
    public static IResourceBuilder<ContainerResource> WithInnerPort(this IResourceBuilder<ContainerResource> container, string name, int port) =>
        container.WithEndpoint(targetPort: port, scheme: "tcp", name: name);

    /// <summary>Has Prometheus scrape a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="port">The port in the container.</param>
    /// <param name="instance">What its series are called where the container has several such ports; null for the container's name.</param>
    public static IResourceBuilder<ContainerResource> WithScraping(this IResourceBuilder<ContainerResource> container, int port, string? instance = null)
    {
        var name = container.Resource.Name;
        var labels = new Dictionary<string, string> { ["service"] = name };
        if (instance is not null)
        {
            labels["instance"] = instance;
        }

        return container.WithAnnotation(new ScrapeTargetAnnotation(
            [new TargetGroup("exporters.json", string.Create(CultureInfo.InvariantCulture, $"{name}:{port}"), labels)])).WithAnnotation(new ScrapedAnnotation(port));
    }
}
