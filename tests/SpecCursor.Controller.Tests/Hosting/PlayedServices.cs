using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecCursor.Messaging;
using SpecCursor.ServiceDefaults;
using Wolverine.Postgresql;

namespace SpecCursor.Controller.Tests.Hosting;

/// <summary>A second host that does the other services' part, as scripted.</summary>
internal sealed class PlayedServices : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PlayedServices(WebApplication app, Script script)
    {
        _app = app;
        Script = script;
    }

    public Script Script { get; }

    public static async Task<PlayedServices> StartAsync(string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:speccursor"] = connectionString });
        builder.AddServiceDefaults();
        builder.Logging.ClearProviders();
        var script = new Script();
        builder.Services.AddSingleton(script);
        builder.AddSpecCursorMessaging(
            ServiceQueue.Worker,
            messaging =>
            {
                messaging.CompileHandlersAtStart = true;
                messaging.RetryDelays = [TimeSpan.FromMilliseconds(50)];
                messaging.StaleNodeTimeout = TimeSpan.FromSeconds(30);
            },
            engine =>
            {
                engine.Discovery.DisableConventionalDiscovery().IncludeType<PlayedServicesHandler>();
                foreach (var queue in new[] { ServiceQueue.AiService, ServiceQueue.ProofEngine, ServiceQueue.GitHubApp })
                {
                    engine.ListenToPostgresqlQueue(queue.Name).MaximumMessagesToReceive(4).UseDurableInbox();
                }
            });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        await app.StartAsync();
        return new PlayedServices(app, script);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
