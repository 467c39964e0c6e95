using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Controller.Tests.Hosting;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>A controller whose clock can be put forward, and played services beside it.</summary>
public sealed class ShiftedSystem(RunningSystem system) : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private PlayedServices? _services;
    private ControllerHost? _controller;

    internal ControllerHost Controller => _controller!;

    internal Script Script => _services!.Script;

    internal ShiftedClock Clock => _clock;

    public async Task InitializeAsync()
    {
        var database = await system.CreateDatabaseAsync();
        _services = await PlayedServices.StartAsync(database);
        _controller = await ControllerHost.StartAsync(
            database,
            new Dictionary<string, string?>
            {
                ["SpecCursor:Controller:SweepInterval"] = "00:00:00.500",
                ["SpecCursor:Controller:Scaling:worker:Maximum"] = "3",
            },
            services => services.AddSingleton<TimeProvider>(_clock));
    }

    public async Task DisposeAsync()
    {
        if (_controller is not null)
        {
            await _controller.DisposeAsync();
        }

        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }
}
