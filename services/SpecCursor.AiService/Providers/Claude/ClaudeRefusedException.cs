using System.Text.Json;
using Anthropic.Exceptions;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>The API will not answer a request, now or later: the key is wrong, the account is out of credit, the request is too large.</summary>
/// <param name="code">A stable kebab-case code.</param>
/// <param name="message">What it said, in words for the user.</param>
/// <param name="innerException">The cause.</param>
internal sealed class ClaudeRefusedException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>A stable kebab-case code.</summary>
    public string Code { get; } = code;

    /// <summary>Makes one of the library's exception.</summary>
    public static ClaudeRefusedException Of(AnthropicApiException exception)
    {
        var status = (int)exception.StatusCode;
        var code = status switch
        {
            401 or 403 => "claude-unauthorized",
            402 => "claude-out-of-credit",
            404 => "claude-unknown-model",
            413 => "claude-prompt-too-large",
            _ => "claude-bad-request",
        };
        return new ClaudeRefusedException(code, $"The Claude API answered {status}: {Said(exception.ResponseBody)}", exception);
    }

    private static string Said(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) && message.GetString() is { } text)
            {
                return Bounded(text);
            }
        }
        catch (JsonException)
        {
            // A proxy on the way answers in its own words.
        }

        return Bounded(body);
    }

    private static string Bounded(string text) => text.Length > 300 ? text[..300] : text;
}
