using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace SpecCursor.Controller.Events;

/// <summary>Answers that are server-sent events.</summary>
internal static class EventResponse
{
    public const string MediaType = "text/event-stream";

    /// <summary>How long a stream says nothing: less than what proxies wait for.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static bool IsWanted(HttpRequest request) => request.Headers.Accept.ToString().Contains(MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a client wants to go on: after the last event that it saw, or else after what it asks for.</summary>
    /// <param name="after">The query's <c>after</c>.</param>
    /// <param name="lastEventId">The header <c>Last-Event-ID</c>.</param>
    /// <param name="since">The sequence.</param>
    /// <returns>False where the header is no number that an event could have carried.</returns>
    public static bool TryReadPosition(long? after, string? lastEventId, out long since)
    {
        since = after ?? 0;
        return string.IsNullOrEmpty(lastEventId) || long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out since);
    }

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
