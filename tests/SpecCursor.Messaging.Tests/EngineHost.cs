using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecCursor.ServiceDefaults;
using Wolverine;
using Xunit.Abstractions;

namespace SpecCursor.Messaging.Tests;

/// <summary>One service's engine with one handler of the test's own.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EngineHost(WebApplication app, Inbox inbox, EngineLog log)
    {
        _app = app;
        Inbox = inbox;
        Log = log;
    }

    public Inbox Inbox { get; }

    public EngineLog Log { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<EngineHost> StartAsync<THandler>(
        ServiceQueue queue, string connectionString, ITestOutputHelper output, IReadOnlyDictionary<string, string>? settings = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:speccursor"] = connectionString });
        builder.Configuration.AddInMemoryCollection((settings ?? new Dictionary<string, string>()).Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddServiceDefaults();
        var log = new EngineLog(queue.Name, output);
        builder.Logging.AddProvider(log);
        var inbox = new Inbox();
        builder.Services.AddSingleton(inbox);
        builder.AddSpecCursorMessaging(
            queue,
            messaging =>
            {
                messaging.CompileHandlersAtStart = true;
                messaging.RetryDelays = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100)];
            },
            engine => engine.Discovery.DisableConventionalDiscovery().IncludeType<THandler>());
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        await app.StartAsync();
        return new EngineHost(app, inbox, log);
    }

    public async Task PublishAsync(object message)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(message);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
