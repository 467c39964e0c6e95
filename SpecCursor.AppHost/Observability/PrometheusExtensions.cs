using System.Globalization;
using SpecCursor.AppHost.Backing;
using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Scaling;
using SpecCursor.AppHost.Services;
using SpecCursor.AppHost.Startup;
using SpecCursor.Backing.Monitoring;

namespace SpecCursor.AppHost.Observability;

/// <summary>Prometheus: what was measured, and whether it is as it should be.</summary>
internal static class PrometheusExtensions
{
    private const string Name = "prometheus";
    private const string Loopback = "127.0.0.1";
    private const string Data = "/prometheus";

    /// <summary>Adds Prometheus, as a container or as an executable; it scrapes every service that was added before.</summary>
    /// <param name="builder">The application.</param>
    public static void AddPrometheus(this SpecCursorBuilder builder)
    {
        if (!builder.HasObservability)
        {
            return;
        }

        if (builder.Monitoring.PrometheusPort is not { } port)
        {
            builder.Application.AddMissingProgram(
                Name, "Debian and Ubuntu: apt install prometheus. Elsewhere: put prometheus on PATH. Then start again.");
            return;
        }

        var options = new PrometheusOptions
        {
            WorkingDirectory = Path.Combine(builder.State.Data, Name),
            ConfigurationDirectory = ContainerFiles.Of(builder, Name),
            Port = port,
            Targets = builder.IsPublished ? [] : [.. Targets(builder)],
        };
        if (builder.IsPublished)
        {
            // In a cluster pods are found by their annotations, elsewhere by their names.
            var file = builder.Publisher == "kubernetes" ? "prometheus-kubernetes.yml" : PrometheusServer.ConfigurationFile;
            builder.AddPublishedMonitoring(Name, ContainerImages.Prometheus, port, memoryMiB: 2048, Data)
                .WithArgs([.. PrometheusServer.Arguments(options, MonitoringContainer.Configuration, Data, $":{port}", file)])
                .WithAnnotation(new FittedFileAnnotation("targets/exporters.json", text => PublishedTargets.Fit(text, host => builder.HasPostgres || host != "postgres-exporter")))
                .WithAnnotation(new ReadsClusterAnnotation())
                .WithAnnotation(new TalksToAnnotation(AlertmanagerExtensions.Name, builder.Monitoring.AlertmanagerPort!.Value));
            return;
        }

        var targets = builder.Targets;
        targets.Use(options, Host(builder));
        if (builder.Mode.IsContainers)
        {
            builder.AddMonitoringContainer(
                    Name,
                    ContainerImages.Prometheus,
                    port,
                    memoryMiB: 2048,
                    PrometheusServer.PrepareMounts(options),
                    (configuration, data, address) => PrometheusServer.Arguments(options, configuration, data, address))
                .WithReload(port, () => PrometheusServer.Configure(targets.Current!));
            return;
        }

        builder.Application.AddNativeServer(
                new NativeMonitoringResource(Name, builder.State.Data, port),
                (logger, _) => Task.FromResult(PrometheusServer.Prepare(targets.Current!, Environment.ProcessId, logger)),
                (services, cancellationToken) => services.AskReadinessAsync(port, cancellationToken))
            .WithReload(port, () => PrometheusServer.Configure(targets.Current!));
    }

    private static IEnumerable<TargetGroup> Targets(SpecCursorBuilder builder)
    {
        var services = Host(builder);
        foreach (var service in builder.Application.Resources.OfType<ProjectResource>().Where(service => !service.HasAnnotationOfType<StandbyAnnotation>()))
        {
            var port = service.Annotations.OfType<EndpointAnnotation>().First().TargetPort!.Value;
            yield return Target("services.json", services, port, service.Name);
        }

        foreach (var target in builder.Application.Resources.SelectMany(resource => resource.Annotations).OfType<ScrapeTargetAnnotation>().SelectMany(scraped => scraped.Targets))
        {
            yield return target;
        }

        // Prometheus sees itself where it is, and another container by its name.
        yield return Target("services.json", Loopback, builder.Monitoring.PrometheusPort!.Value, Name);
        if (builder.Monitoring.AlertmanagerPort is { } alertmanager)
        {
            var host = builder.Mode.IsContainers ? "alertmanager" : Loopback;
            yield return Target("services.json", host, alertmanager, "alertmanager");
            yield return Target("alertmanagers.json", host, alertmanager, "alertmanager");
        }
    }

    private static string Host(SpecCursorBuilder builder) => builder.Mode.IsContainers ? MonitoringContainer.HostName : Loopback;

    private static TargetGroup Target(string file, string host, int port, string service) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"{host}:{port}"), new Dictionary<string, string> { ["service"] = service });
}
