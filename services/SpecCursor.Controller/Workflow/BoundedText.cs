using System.Diagnostics.CodeAnalysis;

namespace SpecCursor.Controller.Workflow;

/// <summary>Text from outside, made fit for a column: without NUL, which Postgres refuses, and no longer than it may be.</summary>
internal static class BoundedText
{
    private const char Ellipsis = '…';

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Of(string? text, int maximum)
    {
        if (text is null)
        {
            return null;
        }

        var clean = text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", string.Empty, StringComparison.Ordinal) : text;
        if (clean.Length <= maximum)
        {
            return clean;
        }

        var end = maximum - 1;
        return clean[..(char.IsHighSurrogate(clean[end - 1]) ? end - 1 : end)] + Ellipsis;
    }

    /// <summary>The last part of a text, where a test run says what went wrong.</summary>
    public static string TailOf(string text, int maximum)
    {
        if (text.Length <= maximum)
        {
            return Of(text, maximum);
        }

        var start = text.Length - maximum + 1;
        return Ellipsis + Of(text[(char.IsLowSurrogate(text[start]) ? start + 1 : start)..], maximum);
    }
}
