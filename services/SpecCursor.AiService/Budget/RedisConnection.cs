using StackExchange.Redis;

namespace SpecCursor.AiService.Budget;

/// <summary>Connects to Redis so that its absence costs a moment and not the work.</summary>
internal static class RedisConnection
{
    private const int TimeoutMilliseconds = 1000;

    /// <summary>Connects, now or whenever the server comes up.</summary>
    /// <param name="connectionString">StackExchange.Redis' configuration string.</param>
    public static IConnectionMultiplexer Open(string connectionString)
    {
        var configuration = ConfigurationOptions.Parse(connectionString);
        configuration.AbortOnConnectFail = false;
        configuration.ConnectTimeout = TimeoutMilliseconds;
        configuration.AsyncTimeout = TimeoutMilliseconds;
        configuration.SyncTimeout = TimeoutMilliseconds;
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ClientName = "ai-service";
        return ConnectionMultiplexer.Connect(configuration);
    }
}
