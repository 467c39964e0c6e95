namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>Puts the endpoint on the map.</summary>
internal static class WebhookExtensions
{
    /// <summary>Maps <c>POST /api/github/webhooks</c>.</summary>
    public static WebApplication MapWebhooks(this WebApplication app)
    {
        app.MapPost(WebhookEndpoint.Path, async (HttpContext context) =>
        {
            var endpoint = context.RequestServices.GetRequiredService<WebhookEndpoint>();
            var result = await endpoint.HandleAsync(context).ConfigureAwait(false);
            await result.ExecuteAsync(context).ConfigureAwait(false);
        });
        return app;
    }
}
