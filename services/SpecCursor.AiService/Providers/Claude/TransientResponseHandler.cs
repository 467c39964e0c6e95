using System.Globalization;
using System.Net;
using System.Text.Json;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>
/// Turns the answers that say "not now" into <see cref="ProviderUnavailableException"/>: the client library's own exceptions don't carry how
/// long the API asks to wait.
/// </summary>
internal sealed class TransientResponseHandler(TimeProvider time) : DelegatingHandler
{
    private const int MaximumBody = 8 * 1024;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests) && (int)response.StatusCode < 500)
        {
            return response;
        }

        using (response)
        {
            var status = (int)response.StatusCode;
            var said = await MessageOfAsync(response, cancellationToken).ConfigureAwait(false);
            throw new ProviderUnavailableException($"The Claude API answered {status}{said}.", RetryAfter(response));
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("retry-after-ms", out var milliseconds)
            && double.TryParse(milliseconds.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 86_400_000)
        {
            return TimeSpan.FromMilliseconds(value);
        }

        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>The error's own words, such as "Overloaded"; empty where there are none.</summary>
    private static async Task<string> MessageOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var buffer = new byte[MaximumBody];
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
            return document.RootElement.TryGetProperty("error", out var error) && error.TryGetProperty("message", out var message) && message.GetString() is { } text
                ? $" ({(text.Length > 200 ? text[..200] : text)})"
                : string.Empty;
        }
        catch (Exception exception) when (exception is JsonException or IOException or HttpRequestException or InvalidOperationException)
        {
            return string.Empty;
        }
    }
}
