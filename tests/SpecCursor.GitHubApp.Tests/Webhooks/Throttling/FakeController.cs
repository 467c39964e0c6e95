using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SpecCursor.Contracts.Api;

namespace SpecCursor.GitHubApp.Tests.Webhooks.Throttling;

/// <summary>A fake of the controller's list of responses, with the real answer's form.</summary>
internal sealed class FakeController : IAsyncDisposable
{
    private readonly WebApplication _app;
    private volatile RemediationResource? _response;

    private FakeController(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>The headers that it was last asked with.</summary>
    public IReadOnlyDictionary<string, string>? Asked { get; private set; }

    public static async Task<FakeController> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var controller = new FakeController(app);
        app.MapGet("/api/v1/remediations", (HttpContext context, bool live, int pageSize) =>
        {
            controller.Asked = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            IReadOnlyList<RemediationResource> items = live && controller._response is { } response ? [response] : [];
            return Results.Json(new PageOf<RemediationResource> { Items = items, Page = 1, PageSize = pageSize, Total = items.Count }, JsonSerializerOptions.Web);
        });
        await app.StartAsync();
        return controller;
    }

    public void Respond(string? action) => _response = action is null ? null : new RemediationResource
    {
        Id = Guid.NewGuid(),
        Alert = "WebhookSignatureBurst",
        Action = action,
        Outcome = "succeeded",
        Detail = "It begins.",
        StartedAt = DateTimeOffset.UtcNow,
        ExpiresAt = DateTimeOffset.UtcNow.AddHours(1),
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
