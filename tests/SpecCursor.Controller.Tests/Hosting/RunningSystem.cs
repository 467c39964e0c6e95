using SpecCursor.Testing.Postgres;
using SpecCursor.Testing.Redis;

namespace SpecCursor.Controller.Tests.Hosting;

/// <summary>A real Postgres, a real Redis, and in one database of it a controller and the played services. Tests keep apart by their repositories' names.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private readonly PostgresFixture _postgres = new();
    private ControllerHost? _controller;
    private PlayedServices? _services;
    private RedisServer? _redis;

    internal ControllerHost Controller => _controller ?? throw new InvalidOperationException("The system has not started.");

    internal RedisServer Redis => _redis ?? throw new InvalidOperationException("The system has not started.");

    internal Script Script => _services?.Script ?? throw new InvalidOperationException("The system has not started.");

    /// <summary>An empty database, for tests that need their own.</summary>
    public Task<string> CreateDatabaseAsync() => _postgres.CreateDatabaseAsync();

    public async Task InitializeAsync()
    {
        await _postgres.InitializeAsync();
        var connectionString = await _postgres.CreateDatabaseAsync();
        _redis = await RedisServer.StartAsync();
        _controller = await ControllerHost.StartAsync(
            connectionString, new Dictionary<string, string?> { ["ConnectionStrings:redis"] = _redis.ConnectionString });
        _services = await PlayedServices.StartAsync(connectionString);
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        if (_controller is not null)
        {
            await _controller.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        await _postgres.DisposeAsync();
    }
}
