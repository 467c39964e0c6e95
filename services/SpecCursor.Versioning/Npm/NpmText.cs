using System.Buffers;
using System.Text;

namespace SpecCursor.Versioning.Npm;

/// <summary>Text as JavaScript sees it: its white space is another set than .NET's.</summary>
internal static class NpmText
{
    private const string WhiteSpace =
        "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002"
        + "\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

    private static readonly SearchValues<char> s_whiteSpace = SearchValues.Create(WhiteSpace);

    public static bool IsWhiteSpace(char c) => s_whiteSpace.Contains(c);

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(WhiteSpace);

    public static string Trim(string text) => Trim(text.AsSpan()).ToString();

    /// <summary>Trims, and makes every run of white space one space.</summary>
    public static string Collapse(string text)
    {
        var trimmed = Trim(text.AsSpan());
        var result = new StringBuilder(trimmed.Length);
        var inRun = false;
        foreach (var c in trimmed)
        {
            var isWhiteSpace = IsWhiteSpace(c);
            if (!isWhiteSpace)
                result.Append(c);
            else if (!inRun)
                result.Append(' ');
            inRun = isWhiteSpace;
        }

        return result.ToString();
    }
}
