using OpenTelemetry.Instrumentation.StackExchangeRedis;
using StackExchange.Redis;

namespace SpecCursor.ServiceDefaults.Redis;

/// <summary>
/// A service's one connection to Redis, opened when it is first asked for and kept up by itself. Redis is a cache and a bell here: its absence costs those who
/// ask a moment and never the work.
/// </summary>
public sealed class RedisConnection : IAsyncDisposable
{
    private const int TimeoutMilliseconds = 2000;

    private readonly Lazy<Task<ConnectionMultiplexer>> _connection;

    /// <param name="address">StackExchange.Redis' configuration string.</param>
    /// <param name="service">Who connects, for Redis' own list of clients.</param>
    /// <param name="instrumentation">Makes spans of commands; null for none.</param>
    public RedisConnection(string address, string service, StackExchangeRedisInstrumentation? instrumentation = null)
    {
        _connection = new(() => OpenAsync(address, service, instrumentation));
    }

    /// <summary>The connection, whether or not Redis is there; commands fail at once while it is not, and within two seconds where it does not answer.</summary>
    /// <exception cref="ArgumentException">The address makes no sense.</exception>
    public Task<ConnectionMultiplexer> ConnectAsync() => _connection.Value;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_connection is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _connection.Value.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<ConnectionMultiplexer> OpenAsync(string address, string service, StackExchangeRedisInstrumentation? instrumentation)
    {
        var options = ConfigurationOptions.Parse(address);

        // Comes up without Redis, and finds it later.
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = TimeoutMilliseconds;
        options.AsyncTimeout = TimeoutMilliseconds;
        options.SyncTimeout = TimeoutMilliseconds;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ClientName = service;
        var connection = await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
        instrumentation?.AddConnection(connection);
        return connection;
    }
}
