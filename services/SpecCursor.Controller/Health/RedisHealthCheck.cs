using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpecCursor.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace SpecCursor.Controller.Health;

/// <summary>Redis is a cache: without it everything is slower and nothing is lost, so its absence degrades and no more.</summary>
internal sealed class RedisHealthCheck(RedisConnection redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var connection = await redis.ConnectAsync().WaitAsync(cancellationToken);
            var latency = await connection.GetDatabase().PingAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy($"answers in {latency.TotalMilliseconds:0.0} ms");
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or OperationCanceledException)
        {
            return HealthCheckResult.Degraded("Redis does not answer.", exception);
        }
    }
}
