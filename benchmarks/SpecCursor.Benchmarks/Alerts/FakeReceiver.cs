using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SpecCursor.Benchmarks.Alerts;

/// <summary>A fake of the program that PagerDuty's events are sent to: it takes them, and says when each came.</summary>
internal sealed class FakeReceiver : IAsyncDisposable
{
    private const int Kept = 1024;

    private readonly WebApplication app;
    private readonly Channel<(string Group, long At)> arrivals = Channel.CreateBounded<(string, long)>(
        new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest });

    private FakeReceiver(WebApplication app) => this.app = app;

    /// <summary>Where it is.</summary>
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    public static async Task<FakeReceiver> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new FakeReceiver(app);
        app.MapPost("/", receiver.ReceiveAsync);
        await app.StartAsync(cancellationToken);
        return receiver;
    }

    /// <summary>Waits for the event of a service.</summary>
    /// <returns>The timestamp at which it was there.</returns>
    public async Task<long> WaitAsync(string service, CancellationToken cancellationToken)
    {
        await foreach (var (group, at) in arrivals.Reader.ReadAllAsync(cancellationToken))
        {
            if (group == service)
            {
                return at;
            }
        }

        throw new InvalidOperationException("The receiver has ended.");
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        var at = TimeProvider.System.GetTimestamp();
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        arrivals.Writer.TryWrite(((string?)body?["payload"]?["group"] ?? "", at));
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.WriteAsync("""{"status":"success","message":"Event processed","dedup_key":"fake"}""", context.RequestAborted);
    }
}
