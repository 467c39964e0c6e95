using System.Globalization;
using System.Reflection;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Startup;
using SpecCursor.AppHost.State;

namespace SpecCursor.AppHost.Services;

/// <summary>What SpecCursor's services have in common.</summary>
internal static class ServiceExtensions
{
    /// <summary>Adds a service on a port of its own.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, and the service's in all telemetry.</param>
    /// <param name="port">The port that people type; null for any free one.</param>
    public static IResourceBuilder<ProjectResource> AddService<TProject>(this SpecCursorBuilder builder, string name, int? port = null)
        where TProject : IProjectMetadata, new()
    {
        if (builder.IsPublished)
        {
            return builder.AddPublishedService<TProject>(name);
        }

        var listening = port ?? builder.Ports.Any();
        var service = builder.Application
            .AddProject<TProject>(name, options => options.ExcludeLaunchProfile = true)
            .WithHttpEndpoint(listening, targetPort: listening, isProxied: false)
            .WithReadiness(new Uri($"http://localhost:{listening}/health/ready"))
            .WithEnvironment("SpecCursor__StateDirectory", builder.State.Root)
            .WithEnvironment(Leftovers.Marker, builder.State.Root)
            .WithBroker(builder)
            .WithEnvironment("SpecCursor__ConsoleUrl", builder.ConsoleAddress)
            .WithEnvironment("SpecCursor__Forge__Kind", builder.Application.Configuration["SpecCursor:Forge:Kind"] ?? "local")
            // Five services share one machine: a server garbage collector each, the web default, would cost hundreds of megabytes.
            .WithEnvironment("DOTNET_gcServer", "0")
            // By default each keeps as much garbage as the processor's last cache holds, which is 260 MB on some servers.
            .WithEnvironment("DOTNET_GCgen0size", "0x1000000")
            // Code that is compiled a third time, to count what it does, takes 30 MB of a service that waits for others most of the time.
            .WithEnvironment("DOTNET_TieredPGO", "0")
            // Threads that spin before they sleep are a third of what an idle service takes, and on few processors keep others from working.
            .WithEnvironment("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0");
        if (builder.Bridge is { } bridge)
        {
            service.WithEnvironment("ASPNETCORE_URLS", string.Create(CultureInfo.InvariantCulture, $"http://localhost:{listening};http://{bridge}:{listening}"));
        }

        if (builder.DashboardAddress is { } dashboard)
        {
            service.WithEnvironment("SpecCursor__DashboardUrl", dashboard);
        }

        if (builder.Monitoring.AlertmanagerAddress is { } alertmanager)
        {
            service.WithEnvironment("SpecCursor__Alerting__Alertmanagers__0", alertmanager);
        }

        if (builder.Settings.OtlpEndpoint is { } endpoint)
        {
            service.WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint.ToString())
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", builder.Settings.OtlpProtocol);
        }
        else if (builder.Monitoring.CollectorAddress is { } collector)
        {
            // It hands everything on to the Aspire dashboard, too.
            service.WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", collector)
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        }
        else if (!builder.HasDashboard)
        {
            // Aspire would name an address where nobody listens.
            service.WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", "");
        }

        return service.RunBuilt().WithoutCredentials();
    }

    /// <summary>
    /// Starts what was built with this program rather than letting <c>dotnet run</c> evaluate and build each project again, which takes
    /// seconds of two cores a service. An IDE that debugs the service starts it in its own way.
    /// </summary>
    private static IResourceBuilder<ProjectResource> RunBuilt(this IResourceBuilder<ProjectResource> service)
    {
        var project = service.Resource.GetProjectMetadata().ProjectPath;
        var configuration = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";
        var directory = Path.GetDirectoryName(project)!;
        var assembly = Path.Combine(directory, "bin", configuration, "net10.0", Path.GetFileNameWithoutExtension(project) + ".dll");
        var debugged = service.ApplicationBuilder.Configuration["DEBUG_SESSION_PORT"] is { Length: > 0 };
        if (!debugged && File.Exists(assembly))
        {
            service.WithAnnotation(new ExecutableAnnotation { Command = "dotnet", WorkingDirectory = directory });
            service.WithArgs(assembly);
        }

        return service;
    }
}
