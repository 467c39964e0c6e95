using SpecCursor.AppHost.Publishing;
using SpecCursor.AppHost.Startup;

namespace SpecCursor.AppHost.Observability.Stack;

/// <summary>The OpenTelemetry Collector: takes what services send, counts it, samples it, and hands it on.</summary>
internal static class CollectorExtensions
{
    /// <summary>Its resource's name, and its host name among the containers.</summary>
    public const string Name = "otel-collector";

    private const int OwnMetricsPort = 8888;
    private const int SpanMetricsPort = 8889;
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Headers = "OTEL_EXPORTER_OTLP_HEADERS";
    private const string KeyHeader = "x-otlp-api-key=";

    /// <summary>Adds the collector.</summary>
    /// <param name="builder">The application.</param>
    public static void AddCollector(this SpecCursorBuilder builder)
    {
        var program = new StackProgram
        {
            Name = Name,
            Image = ContainerImages.Collector,
            User = "10001:10001",
            MemoryMiB = 1024,
            Configuration = "otel-collector",
            ConfigurationTarget = "/etc/otelcol",
            Port = 4318,
            ReadyPort = 13133,
            ReadyPath = "/",
        };
        builder.AddStackProgram(program, builder.Monitoring.CollectorPort)?
            .WithArgs("--config=/etc/otelcol/config.yaml")
            .WithCluster(builder)
            .WithAnnotation(new TalksToAnnotation(JaegerExtensions.Name, JaegerExtensions.OtlpPort))
            .WithAnnotation(new TalksToAnnotation(LokiExtensions.Name, LokiExtensions.Port))
            .WithOtlpExporter(OtlpProtocol.Grpc)
            .WithEnvironment(NameDashboard)
            .WithScraping(OwnMetricsPort)
            .WithScraping(SpanMetricsPort, "spans")
            .WithReloadBySignal(builder)
            .WithUrlForEndpoint("http", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly);
    }

    /// <summary>Where it is published there is no Aspire dashboard to hand on to, and a port that is called has to be said.</summary>
    private static IResourceBuilder<ContainerResource> WithCluster(this IResourceBuilder<ContainerResource> container, SpecCursorBuilder builder) =>
        builder.IsPublished
            ? container.WithArgs("--config=/etc/otelcol/config.kubernetes.yaml").WithInnerPort("metrics", OwnMetricsPort).WithInnerPort("spans", SpanMetricsPort)
            : container;

    /// <summary>
    /// Aspire says where its dashboard is, as this container reaches it, in the variables that a sender of telemetry knows. The collector
    /// is told by those of its own configuration, and sends none of itself.
    /// </summary>
    private static void NameDashboard(EnvironmentCallbackContext context)
    {
        var variables = context.EnvironmentVariables;
        if (variables.Remove(Endpoint, out var endpoint))
        {
            variables["ASPIRE_OTLP_ENDPOINT"] = endpoint;
        }

        if (variables.Remove(Headers, out var headers) && headers is string text && text.StartsWith(KeyHeader, StringComparison.Ordinal))
        {
            variables["ASPIRE_OTLP_API_KEY"] = text[KeyHeader.Length..];
        }

        foreach (var name in variables.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
        {
            variables.Remove(name);
        }
    }
}
