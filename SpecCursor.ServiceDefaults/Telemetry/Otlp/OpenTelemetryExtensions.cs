using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Telemetry.Otlp;

internal static class OpenTelemetryExtensions
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// What the environment may override. A collector that accepts and never answers delays the end of the process by this time a signal.
    /// </summary>
    private static readonly Dictionary<string, string?> Defaults = new() { ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "3000" };

    /// <summary>Label combinations an instrument may have; the SDK reserves memory for all of them at once.</summary>
    private const int CardinalityLimit = 500;

    /// <summary>
    /// Adds traces always, as logs and messages carry their ids; metrics, logs and the exporter only where there is somebody to send them to.
    /// </summary>
    public static void AddOpenTelemetryDefaults(this IHostApplicationBuilder builder, ServiceIdentity service)
    {
        // The context of requests travels as .NET has it: the trace and baggage of W3C. With any other propagator the instrumentation of HTTP clients
        // would send them as well, even for clients that are told not to (see AddExternalApi).
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        builder.Services.AddHostedService<ExceptionRedaction>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service.Name, serviceVersion: service.Version, serviceInstanceId: service.InstanceId))
            .WithTracing(Trace);
        if (string.IsNullOrWhiteSpace(builder.Configuration[EndpointKey]))
        {
            return;
        }

        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        telemetry.WithMetrics(Measure).WithLogging(
            logging => logging.AddProcessor<LogRecordProcessor>(),
            options => options.IncludeFormattedMessage = true);
        telemetry.UseOtlpExporter();
    }

    private static void Trace(TracerProviderBuilder tracing) => tracing
        .AddSource(SpecCursorActivities.SourceName, MessagingConventions.SourceName)
        .AddAspNetCoreInstrumentation(options =>
        {
            options.RecordException = true;
            options.Filter = IsTraced;
        })
        .AddHttpClientInstrumentation(options => options.RecordException = true)
        .AddNpgsql()
        .AddProcessor<MessagingConventions>()
        .AddProcessor<RedactingSpanProcessor>();

    private static void Measure(MeterProviderBuilder metrics) => metrics
        .AddMeter([.. MeterNames.All])
        .SetExemplarFilter(ExemplarFilterType.TraceBased)
        .AddView(View);

    private static MetricStreamConfiguration View(Instrument instrument) =>
        instrument.GetType().IsGenericType && instrument.GetType().GetGenericTypeDefinition() == typeof(Histogram<>)
            ? new ExplicitBucketHistogramConfiguration { Boundaries = [.. InstrumentBuckets.Of(instrument)], CardinalityLimit = CardinalityLimit }
            : new MetricStreamConfiguration { CardinalityLimit = CardinalityLimit };

    /// <summary>Probes and scrapes come every few seconds and tell nothing of the work.</summary>
    private static bool IsTraced(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && !context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal);
}
