using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Observability;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Publishing;

/// <summary>What a service is where it is published, said where the application is composed.</summary>
internal static class ServiceShape
{
    /// <summary>How far a service grows.</summary>
    /// <param name="service">The service.</param>
    /// <param name="most">The most replicas.</param>
    /// <param name="queue">The queue whose length calls for more; null where only the processors' load does.</param>
    /// <param name="memoryMiB">The most memory that a replica may have, in MiB.</param>
    public static IResourceBuilder<ProjectResource> WithScale(this IResourceBuilder<ProjectResource> service, int most, string? queue = null, int memoryMiB = 512)
    {
        if (service.Resource.Annotations.OfType<ContainerHardening>().LastOrDefault() is { } hardening)
        {
            var processes = queue is null ? hardening.Processes : hardening.Processes * 4;
            service.WithAnnotation(hardening with { MemoryMiB = memoryMiB, Processors = 2, Processes = processes }, ResourceAnnotationMutationBehavior.Replace);
        }

        return service.WithAnnotation(new ReplicasAnnotation(most, queue)).WithAnnotation(new ScrapedAnnotation(PublishedService.Port)).WithAnnotation(new ReachesOutAnnotation());
    }

    /// <summary>Lets a service make a sandbox for strangers' code.</summary>
    /// <param name="service">The service.</param>
    /// <param name="builder">The application.</param>
    public static IResourceBuilder<ProjectResource> WithSandbox(this IResourceBuilder<ProjectResource> service, SpecCursorBuilder builder) =>
        service.WithAnnotation(new SandboxAnnotation(Path.Combine(ContainerFiles.Of(builder, "services"), "worker-seccomp.json")));

    /// <summary>Opens a service to others: to people, or to whoever sends deliveries.</summary>
    /// <param name="service">The service.</param>
    /// <param name="builder">The application.</param>
    /// <param name="port">The port of a machine that it is published at.</param>
    /// <param name="title">What the dashboard calls the way there.</param>
    public static IResourceBuilder<ProjectResource> WithPage(this IResourceBuilder<ProjectResource> service, SpecCursorBuilder builder, int port, string title) =>
        builder.IsPublished
            ? service.WithExternalHttpEndpoints().WithAnnotation(new PageAnnotation(port)).WithAnnotation(new ReachedAnnotation())
            : service.WithUrlForEndpoint("http", url => url.DisplayText = title);
}
