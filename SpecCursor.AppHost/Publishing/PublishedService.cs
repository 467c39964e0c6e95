using SpecCursor.AppHost.Containers;
using SpecCursor.AppHost.Observability;
using SpecCursor.AppHost.Observability.Stack;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Publishing;

/// <summary>A service as it is published: from an image of its own, which listens and keeps things where all of them do.</summary>
internal static class PublishedService
{
    /// <summary>Where every service listens in its container, as ASP.NET's images have it.</summary>
    public const int Port = 8080;

    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string OtlpProtocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Alertmanager = "SpecCursor__Alerting__Alertmanagers__0";
    private const int PostgresPort = 5432;
    private const string StateDirectory = "/var/lib/speccursor";

    // The user `app` of Microsoft's images.
    private const string User = "1654:1654";

    /// <summary>Adds a service.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, and the service's in all telemetry.</param>
    public static IResourceBuilder<ProjectResource> AddPublishedService<TProject>(this SpecCursorBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.Application
            .AddProject<TProject>(name, options =>
            {
                options.ExcludeLaunchProfile = true;
                options.ExcludeKestrelEndpoints = true;
            })
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString | ReferenceEnvironmentInjectionFlags.ServiceDiscovery)
            .WithHttpEndpoint(targetPort: Port)
            .WithEnvironment("SpecCursor__StateDirectory", StateDirectory)
            .WithEnvironment("SpecCursor__ConsoleUrl", builder.ConsoleUrl!)
            .WithEnvironment("SpecCursor__Forge__Kind", "github")
            .WithObservability(builder)
            .WithPostgresElsewhere(builder)
            .WithBroker(builder)
            .WithAnnotation(new ContainerHardening { User = User, MemoryMiB = 512, Temporary = ["/tmp"], TemporaryMiB = 256 })
            .WithAnnotation(new StateVolumeAnnotation($"{name}-state", StateDirectory))
            .WithAnnotation(new ReadinessAnnotation(Port, "/health/ready", "/health/live"));

    private static IResourceBuilder<ProjectResource> WithObservability(this IResourceBuilder<ProjectResource> service, SpecCursorBuilder builder)
    {
        if (builder.HasObservability)
        {
            return service.WithEnvironment(context =>
            {
                context.EnvironmentVariables[OtlpEndpoint] = EndpointOf(builder, CollectorExtensions.Name);
                context.EnvironmentVariables[OtlpProtocol] = "http/protobuf";
                context.EnvironmentVariables[Alertmanager] = EndpointOf(builder, AlertmanagerExtensions.Name);
            });
        }

        service.WithOutside(OtlpEndpoint, builder.Settings.OtlpEndpoint!).WithEnvironment(OtlpProtocol, builder.Settings.OtlpProtocol);
        return builder.Settings.Publish.Alertmanager is { } alertmanager ? service.WithOutside(Alertmanager, alertmanager) : service;
    }

    private static IResourceBuilder<ProjectResource> WithOutside(this IResourceBuilder<ProjectResource> service, string variable, Uri address) =>
        service.WithEnvironment(variable, address.AbsoluteUri).WithAnnotation(new OutsideAnnotation(address.Host, address.Port));

    private static IResourceBuilder<ProjectResource> WithPostgresElsewhere(this IResourceBuilder<ProjectResource> service, SpecCursorBuilder builder) =>
        builder.HasPostgres ? service : service.WithAnnotation(new OutsideAnnotation(Host: null, PostgresPort));

    /// <summary>The endpoint of a resource that may be added later.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    public static EndpointReference EndpointOf(SpecCursorBuilder builder, string name) =>
        builder.Application.Resources.OfType<IResourceWithEndpoints>().Single(resource => resource.Name == name).GetEndpoint("http");
}
