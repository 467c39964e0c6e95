using SpecCursor.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace SpecCursor.Worker.LiveOutput;

/// <summary>Writes to Redis. Its absence costs live output and nothing else, and is said once.</summary>
internal sealed class OutputConnection(RedisConnection redis, ILogger<OutputConnection> logger)
{
    private bool _isLost;

    /// <summary>Writes something.</summary>
    /// <returns>Whether it is written, as far as anybody knows.</returns>
    public async Task<bool> TryAsync(Func<IDatabase, Task> write)
    {
        try
        {
            await write((await redis.ConnectAsync()).GetDatabase());
            if (Interlocked.Exchange(ref _isLost, false))
            {
                logger.LogInformation("Redis is back, and live output with it");
            }

            return true;
        }
        catch (Exception exception) when (IsOfRedis(exception))
        {
            if (!Interlocked.Exchange(ref _isLost, true))
            {
                logger.LogWarning("Redis can't be written to, so live output is missing until it can; upgrades go on: {Reason}", exception.Message);
            }

            return false;
        }
    }

    /// <summary>Addresses that make no sense and connections that are closed, included: whatever it is, no upgrade fails for it.</summary>
    private static bool IsOfRedis(Exception exception) =>
        exception is RedisException or RedisCommandException or TimeoutException or OperationCanceledException or InvalidOperationException or ArgumentException;
}
