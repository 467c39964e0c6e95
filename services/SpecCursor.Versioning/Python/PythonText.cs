using System.Text;

namespace SpecCursor.Versioning.Python;

/// <summary>Text as Python sees it: its white space is more than .NET's, by the four separators of ASCII.</summary>
internal static class PythonText
{
    public static bool IsWhiteSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

    /// <summary>The text without white space at its ends.</summary>
    public static string Trim(string text)
    {
        var start = LeadingWhiteSpace(text);
        var end = text.Length;
        while (end > start && IsWhiteSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>How many characters of white space the text starts with.</summary>
    public static int LeadingWhiteSpace(string text)
    {
        var count = 0;
        while (count < text.Length && IsWhiteSpace(text[count]))
            count++;
        return count;
    }

    /// <summary>
    /// Whether the text could be a version. Python's case-insensitive patterns take four letters outside ASCII for letters of it; that was an
    /// oversight, which current releases of <c>packaging</c> mend, and no version on an index has one.
    /// </summary>
    public static bool IsAscii(string text) => Ascii.IsValid(text);
}
