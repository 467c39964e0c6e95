using SpecCursor.ServiceDefaults.Health;
using SpecCursor.ServiceDefaults.Redis;

namespace SpecCursor.Controller.Health;

/// <summary>What the controller needs to be ready.</summary>
internal static class HealthExtensions
{
    public static void AddControllerHealth(this WebApplicationBuilder builder)
    {
        var checks = builder.Services.AddHealthChecks().AddCheck<PostgresHealthCheck>("postgres", tags: [HealthTags.Ready]);
        if (builder.AddRedis())
        {
            checks.AddCheck<RedisHealthCheck>("redis", tags: [HealthTags.Ready]);
        }
    }
}
