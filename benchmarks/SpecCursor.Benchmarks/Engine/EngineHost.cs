using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecCursor.Messaging;
using SpecCursor.ServiceDefaults;
using Wolverine;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>The durable engine in this process, on a service's real queue, with a handler that plays that service.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private EngineHost(WebApplication app)
    {
        this.app = app;
    }

    /// <summary>Starts to listen.</summary>
    /// <typeparam name="THandler">The handler; public, as the engine's generated code names it.</typeparam>
    /// <param name="queue">The queue of the service that is played.</param>
    /// <param name="database">The connection string.</param>
    /// <param name="configure">Adds what the handler asks for.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<EngineHost> StartAsync<THandler>(
        ServiceQueue queue, string database, Action<IServiceCollection>? configure, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:speccursor"] = database });
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        configure?.Invoke(builder.Services);
        builder.AddSpecCursorMessaging(
            queue,
            messaging =>
            {
                messaging.CompileHandlersAtStart = true;

                // Whoever does nothing may claim a lot.
                messaging.Prefetch = 200;
            },
            engine => engine.Discovery.DisableConventionalDiscovery().IncludeType<THandler>());
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        await app.StartAsync(cancellationToken);
        return new EngineHost(app);
    }

    /// <summary>Sends a message to whichever queue its type belongs on.</summary>
    public async Task SendAsync(object message)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(message);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
