using SpecCursor.ServiceDefaults.Health;

namespace SpecCursor.Controller.Health;

/// <summary>What the controller needs to be ready.</summary>
internal static class HealthExtensions
{
    public static void AddControllerHealth(this WebApplicationBuilder builder)
    {
        var checks = builder.Services.AddHealthChecks().AddCheck<PostgresHealthCheck>("postgres", tags: [HealthTags.Ready]);
        if (builder.Configuration.GetConnectionString("redis") is { Length: > 0 } redis)
        {
            builder.Services.AddSingleton(_ => new RedisConnection(redis));
            checks.AddCheck<RedisHealthCheck>("redis", tags: [HealthTags.Ready]);
        }
    }
}
