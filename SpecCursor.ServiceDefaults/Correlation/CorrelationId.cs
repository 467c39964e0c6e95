using System.Buffers;

namespace SpecCursor.ServiceDefaults.Correlation;

/// <summary>What a correlation id may look like: it comes from outside and goes into logs, headers and messages.</summary>
public static class CorrelationId
{
    /// <summary>The HTTP and message header.</summary>
    public const string HeaderName = "X-Correlation-Id";

    /// <summary>The key in span baggage and in log lines.</summary>
    public const string BaggageKey = "correlation_id";

    /// <summary>The longest id that is accepted.</summary>
    public const int MaximumLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    /// <summary>Whether the id has 1 to 64 characters out of letters, digits and <c>-_.:</c>.</summary>
    public static bool IsValid(string? value) =>
        value is { Length: > 0 and <= MaximumLength } && !value.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>A new id: 32 hexadecimal digits, ordered by time.</summary>
    public static string New() => Guid.CreateVersion7().ToString("N");
}
