using System.Globalization;
using System.Text;

namespace SpecCursor.GitHubApp.Texts;

/// <summary>
/// Makes text from outside harmless in GitHub's Markdown: it stays text, on one line, names nobody, links nothing and hides nothing.
/// </summary>
internal static class Markdown
{
    private const char ZeroWidthSpace = '\u200B';
    private const string Ellipsis = "…";

    /// <summary>Running text: what Markdown or HTML would read is escaped, mentions, references and addresses are broken up.</summary>
    /// <param name="text">The text from outside.</param>
    /// <param name="maximum">The most characters of it that are kept.</param>
    public static string Text(string? text, int maximum)
    {
        var line = Line(text, maximum);
        var result = new StringBuilder(line.Length + 16);
        for (var index = 0; index < line.Length; index++)
        {
            Append(result, line, index);
        }

        return result.ToString();
    }

    /// <summary>A name, version, path or command as code: nothing in code is read as Markdown, HTML or a mention.</summary>
    /// <param name="text">The text from outside.</param>
    /// <param name="maximum">The most characters of it that are kept.</param>
    public static string Code(string? text, int maximum)
    {
        var line = Line(text, maximum);
        if (line.Length == 0)
        {
            return "–";
        }

        var fence = new string('`', LongestRun(line) + 1);
        var padding = line[0] is '`' or ' ' || line[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{padding}{line}{padding}{fence}";
    }

    /// <summary>The same inside a table, where a bar ends the cell even in code.</summary>
    public static string CodeCell(string? text, int maximum) => Code(text, maximum).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>One plain line without control characters or invisible marks, for titles and commit messages.</summary>
    /// <param name="text">The text from outside.</param>
    /// <param name="maximum">The most characters of it that are kept.</param>
    public static string Line(string? text, int maximum)
    {
        var result = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (result.Length + rune.Utf16SequenceLength > maximum)
            {
                var room = Math.Min(result.Length, maximum - 1);
                return result.ToString(0, room > 0 && char.IsHighSurrogate(result[room - 1]) ? room - 1 : room) + Ellipsis;
            }

            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    result.Append(' ');
                    break;
                case UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse:
                    break;
                default:
                    result.Append(rune.ToString());
                    break;
            }
        }

        return result.ToString().Trim();
    }

    private static void Append(StringBuilder result, string line, int index)
    {
        var character = line[index];
        switch (character)
        {
            case '&':
                result.Append("&amp;");
                break;
            case '<':
                result.Append("&lt;");
                break;
            case '>':
                result.Append("&gt;");
                break;
            case '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '$':
                result.Append('\\').Append(character);
                break;
            case '@' or '#':
                result.Append(character).Append(ZeroWidthSpace);
                break;
            case '-' when index >= 2 && line.AsSpan(index - 2, 2).Equals("gh", StringComparison.OrdinalIgnoreCase):
                result.Append(character).Append(ZeroWidthSpace);
                break;
            case ':' when line.AsSpan(index).StartsWith("://", StringComparison.Ordinal):
                result.Append(character).Append(ZeroWidthSpace);
                break;
            case '.' when index >= 3 && line.AsSpan(index - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase):
                result.Append(ZeroWidthSpace).Append(character);
                break;
            default:
                result.Append(character);
                break;
        }
    }

    private static int LongestRun(string line)
    {
        var longest = 0;
        var current = 0;
        foreach (var character in line)
        {
            current = character == '`' ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
