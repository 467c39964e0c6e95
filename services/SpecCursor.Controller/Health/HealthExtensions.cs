using SpecCursor.ServiceDefaults.Health;
using SpecCursor.ServiceDefaults.Redis;

namespace SpecCursor.Controller.Health;

/// <summary>What the controller needs to be ready.</summary>
internal static class HealthExtensions
{
    /// <summary>How long Redis may take to answer. Whoever asks whether the controller is ready waits three seconds, and a cache that hangs must not make it unready.</summary>
    private static readonly TimeSpan RedisTimeout = TimeSpan.FromSeconds(1);

    public static void AddControllerHealth(this WebApplicationBuilder builder)
    {
        var checks = builder.Services.AddHealthChecks().AddCheck<PostgresHealthCheck>("postgres", tags: [HealthTags.Ready]);
        if (builder.AddRedis())
        {
            checks.AddCheck<RedisHealthCheck>("redis", failureStatus: null, [HealthTags.Ready], RedisTimeout);
        }
    }
}
