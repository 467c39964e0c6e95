using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SpecCursor.ServiceDefaults.Alerting;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.ServiceDefaults.Health;
using SpecCursor.ServiceDefaults.Http;
using SpecCursor.ServiceDefaults.Problems;
using SpecCursor.ServiceDefaults.Redaction;
using SpecCursor.ServiceDefaults.Security;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.ServiceDefaults;

/// <summary>What every service has in common.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds telemetry, health, HTTP client resilience, service discovery and problem details. To be called first.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        var service = ServiceIdentityFactory.Create(builder);
        builder.Services.AddSingleton(service);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ICorrelationContext, CorrelationContext>();
        builder.Services.TryAddSingleton(new SecretRedactor(KnownSecrets.In(builder.Configuration)));
        builder.AddTelemetry(service);
        builder.AddAlerting();
        builder.Services.AddHealth();
        builder.Services.AddHttpDefaults(service);
        builder.Services.AddProblems();
        builder.Services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        return builder;
    }

    /// <summary>Adds the middleware that every service has: correlation id, security headers, problem details. To be called first.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<CorrelationMiddleware>();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        return app;
    }

    /// <summary>
    /// Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>: without authentication, without traces, and out of the HTTP metrics.
    /// Where <c>SpecCursor:ManagementPort</c> is set, they answer on that port only.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var endpoints = app.MapGroup("").AllowAnonymous().DisableHttpMetrics().ExcludeFromDescription();
        endpoints.MapHealth();
        endpoints.MapMetrics();
        endpoints.RestrictToManagementPort(app.Configuration);
        return app;
    }
}
