using System.Globalization;
using System.Text;

namespace SpecCursor.ProofEngine.Problems;

/// <summary>Makes other people's text fit to stand in a sentence or a comment: one line, no control or invisible characters, bounded.</summary>
internal static class PlainWords
{
    private const int MaximumLength = 200;

    /// <summary>The text with everything but visible characters and spaces written as <c>\u{hex}</c>, at most some 200 characters long.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder(Math.Min(text.Length, MaximumLength));
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length >= MaximumLength)
                return result.Append('…').ToString();
            if (rune.Value == ' ' || IsVisible(rune))
                result.Append(rune.ToString());
            else
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return result.ToString();
    }

    /// <summary>The same in ASCII, for the comments of solver input.</summary>
    public static string Ascii(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in Of(text).EnumerateRunes())
        {
            if (rune.IsAscii)
                result.Append((char)rune.Value);
            else
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
        }

        return result.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator => false,
        _ => true,
    };
}
