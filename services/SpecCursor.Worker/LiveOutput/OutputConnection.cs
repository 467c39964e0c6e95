using StackExchange.Redis;

namespace SpecCursor.Worker.LiveOutput;

/// <summary>The one connection to Redis, opened when it is first used. Its absence costs live output and nothing else, and is said once.</summary>
internal sealed class OutputConnection(string address, ILogger<OutputConnection> logger) : IAsyncDisposable
{
    private const int TimeoutMilliseconds = 1000;

    private readonly Lazy<Task<ConnectionMultiplexer>> _connection = new(() => OpenAsync(address));
    private bool _isLost;

    /// <summary>Writes something.</summary>
    /// <returns>Whether it is written, as far as anybody knows.</returns>
    public async Task<bool> TryAsync(Func<IDatabase, Task> write)
    {
        try
        {
            await write((await _connection.Value).GetDatabase());
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

    public async ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated)
        {
            await (await _connection.Value).DisposeAsync();
        }
    }

    /// <summary>Addresses that make no sense and connections that are closed, included: whatever it is, no upgrade fails for it.</summary>
    private static bool IsOfRedis(Exception exception) =>
        exception is RedisException or RedisCommandException or TimeoutException or OperationCanceledException or InvalidOperationException or ArgumentException;

    private static Task<ConnectionMultiplexer> OpenAsync(string address)
    {
        var options = ConfigurationOptions.Parse(address);

        // Comes up without Redis, and finds it later.
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = TimeoutMilliseconds;
        options.AsyncTimeout = TimeoutMilliseconds;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ClientName = "worker";
        return ConnectionMultiplexer.ConnectAsync(options);
    }
}
