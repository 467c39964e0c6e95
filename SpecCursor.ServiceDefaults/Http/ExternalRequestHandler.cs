using System.Net;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.ServiceDefaults.Http;

/// <summary>Counts and times each attempt at a call to one named API.</summary>
internal sealed class ExternalRequestHandler(string api, SpecCursorMetrics metrics, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var status = "error";
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            status = StatusOf(response);
            return response;
        }
        catch (OperationCanceledException)
        {
            // An attempt's time-out cancels the attempt's token, so the two can't be told apart here. A caller that gives up is rare, and an
            // API that doesn't answer is what the alerts are about.
            status = "timeout";
            throw;
        }
        finally
        {
            metrics.ExternalRequest(api, status, time.GetElapsedTime(started));
        }
    }

    private static string StatusOf(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        (int)HttpStatusCode.TooManyRequests => "rate_limited",
        (int)HttpStatusCode.Forbidden when IsOutOfRequests(response) => "rate_limited",
        >= 200 and < 300 => "2xx",
        >= 300 and < 400 => "3xx",
        >= 400 and < 500 => "4xx",
        _ => "5xx",
    };

    /// <summary>GitHub answers 403 and not 429 when the primary rate limit is used up.</summary>
    private static bool IsOutOfRequests(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-ratelimit-remaining", out var remaining) && remaining.Contains("0");
}
