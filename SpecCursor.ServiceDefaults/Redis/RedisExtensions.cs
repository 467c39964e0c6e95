using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Instrumentation.StackExchangeRedis;
using OpenTelemetry.Trace;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.ServiceDefaults.Redis;

/// <summary>Redis, where a service wants it and the configuration names one.</summary>
public static class RedisExtensions
{
    /// <summary>The connection string's name.</summary>
    public const string ConnectionName = "redis";

    /// <summary>Adds a <see cref="RedisConnection"/> whose commands become spans.</summary>
    /// <param name="builder">The service's builder.</param>
    /// <returns>Whether there is a Redis: without one nothing is added.</returns>
    public static bool AddRedis(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Configuration.GetConnectionString(ConnectionName) is not { } address || string.IsNullOrWhiteSpace(address))
        {
            return false;
        }

        builder.Services.AddSingleton(services => new RedisConnection(
            address, services.GetRequiredService<ServiceIdentity>().Name, services.GetService<StackExchangeRedisInstrumentation>()));
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddRedisInstrumentation(options =>
        {
            // What a probe or the library itself asks is part of no work.
            options.Filter = command => command.ParentActivity is not null;
            options.EnrichActivityWithTimingEvents = false;
            options.Enrich = (span, _) => NameStably(span);

            // Commands become spans when the instrumentation looks for them, by default only every ten seconds.
            options.FlushInterval = TimeSpan.FromSeconds(1);
        }));
        return true;
    }

    /// <summary>
    /// The instrumentation has the stable names of the semantic conventions (https://opentelemetry.io/docs/specs/semconv/db/redis/) only where a variable of the
    /// process asks for them.
    /// </summary>
    private static void NameStably(Activity span)
    {
        span.Rename("db.system", "db.system.name");
        span.Rename("db.statement", "db.operation.name");
        span.Rename("db.redis.database_index", "db.namespace", static number => string.Create(CultureInfo.InvariantCulture, $"{number}"));
    }
}
