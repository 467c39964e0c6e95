using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Prometheus;
using SpecCursor.ServiceDefaults.Logging;
using SpecCursor.ServiceDefaults.Telemetry.Exposition;
using SpecCursor.ServiceDefaults.Telemetry.Otlp;

namespace SpecCursor.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    /// <summary>Turns all telemetry off, which only a measurement of its price wants.</summary>
    private const string EnabledKey = "SpecCursor:Telemetry:Enabled";

    public static void AddTelemetry(this IHostApplicationBuilder builder, ServiceIdentity service)
    {
        builder.Services.TryAddSingleton<SpecCursorMetrics>();
        builder.AddJsonLogging();
        if (builder.Configuration.GetValue(EnabledKey, defaultValue: true))
        {
            builder.Services.TryAddSingleton<PrometheusRegistry>();
            builder.Services.AddHostedService<PrometheusBridge>();
            builder.AddOpenTelemetryDefaults(service);
            builder.Services.AddHostedService<CounterBaseline>();
        }
    }

    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<PrometheusRegistry>() is { } registry)
        {
            endpoints.MapMetrics("/metrics", registry.Registry);
        }
    }
}
