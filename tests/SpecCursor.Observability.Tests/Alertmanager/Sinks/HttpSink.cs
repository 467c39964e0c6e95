using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SpecCursor.Observability.Tests.Alertmanager.Sinks;

/// <summary>A fake of Slack's incoming webhook and PagerDuty's events API, and a plain receiver of webhooks, on loopback.</summary>
internal sealed class HttpSink : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpSink(WebApplication app) => _app = app;

    public Received<JsonObject> Slack { get; } = new("Slack");

    public Received<JsonObject> PagerDuty { get; } = new("PagerDuty");

    public Received<JsonObject> Webhook { get; } = new("The webhook");

    public Received<(string? Authorization, JsonObject Body)> Controller { get; } = new("The controller");

    public Uri AddressOf(string path) => new(new Uri(_app.Urls.First()), path);

    public static async Task<HttpSink> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sink = new HttpSink(app);
        app.MapPost("/slack", async context =>
        {
            sink.Slack.Add(await ReadAsync(context));
            await context.Response.WriteAsync("ok");
        });
        app.MapPost("/pagerduty", async context =>
        {
            sink.PagerDuty.Add(await ReadAsync(context));
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            await context.Response.WriteAsync("""{"status":"success","message":"Event processed","dedup_key":"fake"}""");
        });
        app.MapPost("/webhook", async context => sink.Webhook.Add(await ReadAsync(context)));
        app.MapPost("/controller", async context =>
            sink.Controller.Add((context.Request.Headers.Authorization.ToString(), await ReadAsync(context))));
        await app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<JsonObject> ReadAsync(HttpContext context) =>
        (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
}
