using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>The headers that say which delivery this is.</summary>
/// <param name="DeliveryId">1 to 64 letters, digits, <c>-</c>, <c>_</c>, <c>.</c>; GitHub sends a GUID.</param>
/// <param name="Event">1 to 64 lower-case letters, digits and <c>_</c>.</param>
internal readonly record struct DeliveryHeaders(string DeliveryId, string Event)
{
    /// <summary>The header with the delivery's id.</summary>
    public const string DeliveryName = "X-GitHub-Delivery";

    /// <summary>The header with the event's name.</summary>
    public const string EventName = "X-GitHub-Event";

    private const int MaximumLength = 64;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly SearchValues<char> EventCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Reads the headers.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="result">The headers, where nothing is wrong with them.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Read(IHeaderDictionary headers, out DeliveryHeaders result)
    {
        result = default;
        if (!IsValid(headers[EventName], EventCharacters, out var name))
        {
            return $"The header {EventName} must name one event, such as 'release'.";
        }

        if (!IsValid(headers[DeliveryName], IdCharacters, out var id))
        {
            return $"The header {DeliveryName} must have the delivery's id: at most {MaximumLength} letters, digits, '-', '_' and '.'.";
        }

        result = new DeliveryHeaders(id, name);
        return null;
    }

    private static bool IsValid(StringValues header, SearchValues<char> allowed, out string value)
    {
        value = header.Count == 1 ? header[0] ?? "" : "";
        return value.Length is > 0 and <= MaximumLength && !value.AsSpan().ContainsAnyExcept(allowed);
    }
}
