using Microsoft.AspNetCore.Http.Features;

namespace SpecCursor.Controller.Events;

/// <summary>Answers that are server-sent events.</summary>
internal static class EventResponse
{
    public const string MediaType = "text/event-stream";

    /// <summary>How long a stream says nothing: less than what proxies wait for.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static bool IsWanted(HttpRequest request) => request.Headers.Accept.ToString().Contains(MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Begins the answer.</summary>
    public static Task BeginEventsAsync(this HttpResponse response, CancellationToken cancellationToken)
    {
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        response.ContentType = MediaType;
        response.Headers.CacheControl = "no-store";
        return response.WriteAsync("retry: 2000\n\n", cancellationToken);
    }

    public static Task BeatAsync(this HttpResponse response, CancellationToken cancellationToken) => response.WriteAsync(": still here\n\n", cancellationToken);
}
