using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecCursor.ProofEngine.Extensions;

namespace SpecCursor.ProofEngine.Tests.Service;

/// <summary>The whole service as its <c>Program</c> makes it, with its generated handler code, on a free port.</summary>
internal sealed class ProofEngineService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ProofEngineService(WebApplication app, HttpClient http)
    {
        _app = app;
        Http = http;
    }

    public HttpClient Http { get; }

    public static async Task<ProofEngineService> StartAsync(string connectionString, params (string Key, string Value)[] configuration)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(configuration.Append(("ConnectionStrings:speccursor", connectionString))
            .Select(pair => KeyValuePair.Create<string, string?>(pair.Item1, pair.Item2)));
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.AddApplicationServices();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseApplication();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new ProofEngineService(app, new HttpClient { BaseAddress = new Uri(address) });
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
