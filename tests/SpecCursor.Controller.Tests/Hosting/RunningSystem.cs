using SpecCursor.Testing.Postgres;

namespace SpecCursor.Controller.Tests.Hosting;

/// <summary>A real Postgres, and in one database of it a controller and the played services. Tests keep apart by their repositories' names.</summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private readonly PostgresFixture _postgres = new();
    private ControllerHost? _controller;
    private PlayedServices? _services;

    internal ControllerHost Controller => _controller ?? throw new InvalidOperationException("The system has not started.");

    internal Script Script => _services?.Script ?? throw new InvalidOperationException("The system has not started.");

    /// <summary>An empty database, for tests that need their own.</summary>
    public Task<string> CreateDatabaseAsync() => _postgres.CreateDatabaseAsync();

    public async Task InitializeAsync()
    {
        await _postgres.InitializeAsync();
        var connectionString = await _postgres.CreateDatabaseAsync();
        _controller = await ControllerHost.StartAsync(connectionString);
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

        await _postgres.DisposeAsync();
    }
}
