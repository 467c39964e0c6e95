using StackExchange.Redis;

namespace SpecCursor.Controller.Health;

/// <summary>The one connection to Redis, opened when it is first asked for and kept up by itself.</summary>
internal sealed class RedisConnection(string address) : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection = new(() => OpenAsync(address));

    public Task<ConnectionMultiplexer> ConnectAsync() => _connection.Value;

    public async ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated)
        {
            await (await _connection.Value).DisposeAsync();
        }
    }

    private static Task<ConnectionMultiplexer> OpenAsync(string address)
    {
        var options = ConfigurationOptions.Parse(address);

        // Comes up without Redis, and finds it later.
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 2000;
        options.AsyncTimeout = 2000;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return ConnectionMultiplexer.ConnectAsync(options);
    }
}
