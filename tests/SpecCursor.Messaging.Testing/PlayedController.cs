using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecCursor.ServiceDefaults;
using Wolverine;

namespace SpecCursor.Messaging.Testing;

/// <summary>The controller's end of the queues.</summary>
public sealed class PlayedController : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PlayedController(WebApplication app, Inbox inbox)
    {
        _app = app;
        Inbox = inbox;
    }

    /// <summary>What came in.</summary>
    public Inbox Inbox { get; }

    /// <summary>Starts it on a database that the service under test uses as well.</summary>
    public static async Task<PlayedController> StartAsync(string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>("ConnectionStrings:speccursor", connectionString)]);
        builder.AddServiceDefaults();
        var inbox = new Inbox();
        builder.Services.AddSingleton(inbox);
        builder.AddSpecCursorMessaging(
            ServiceQueue.Controller,
            messaging => messaging.CompileHandlersAtStart = true,
            engine => engine.Discovery.DisableConventionalDiscovery().IncludeType<PlayedControllerHandler>());
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        await app.StartAsync();
        return new PlayedController(app, inbox);
    }

    /// <summary>Sends a command by the routes that all services have.</summary>
    public async Task SendAsync(object message)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(message);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
