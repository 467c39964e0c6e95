using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SpecCursor.Worker.Tests.Fixtures;

/// <summary>A fake npm registry, only for what a real one doesn't do on demand: failing.</summary>
public sealed class FakeRegistry : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeRegistry(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First() + "/");

    public static async Task<FakeRegistry> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return new FakeRegistry(app);
    }

    /// <summary>An address that nobody listens on.</summary>
    public static Uri Nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return new Uri($"http://127.0.0.1:{port}/");
    }

    public static Task Packument(HttpContext context, params string[] versions)
    {
        var document = new JsonObject
        {
            ["dist-tags"] = new JsonObject { ["latest"] = versions[^1] },
            ["versions"] = new JsonObject(versions.Select(version => KeyValuePair.Create<string, JsonNode?>(version, new JsonObject { ["version"] = version }))),
        };
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(document.ToJsonString())).AsTask();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
