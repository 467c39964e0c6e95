using System.Text;
using System.Text.RegularExpressions;

namespace SpecCursor.GitHubApp.Texts;

/// <summary>
/// Makes several lines of somebody else's Markdown harmless, and keeps of it what is safe to keep: headings (as bold text), lists, quotes, code, paragraphs. Links become
/// their text, pictures their description; HTML, mentions and references stay text, as <see cref="Markdown.Text"/> leaves them.
/// </summary>
internal static partial class ForeignDocument
{
    private const int MaximumLine = 1000;
    private const int MaximumIndent = 6;

    /// <summary>The harmless form. It ends with a line's end, unless there is nothing.</summary>
    public static string Render(string text)
    {
        var result = new StringBuilder();
        var lines = new Queue<string>(Comment().Replace(text, string.Empty).ReplaceLineEndings("\n").Trim('\n').Split('\n'));
        while (lines.TryDequeue(out var line))
        {
            if (Fence().Match(line) is { Success: true } fence)
            {
                AppendCode(result, lines, fence.Groups[1].Value);
            }
            else
            {
                AppendLine(result, line);
            }
        }

        return result.Length > 0 && result.ToString().Trim().Length == 0 ? string.Empty : result.ToString();
    }

    private static void AppendLine(StringBuilder result, string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            result.Append('\n');
        }
        else if (Heading().Match(line) is { Success: true } heading)
        {
            var text = Inline(heading.Groups[1].Value);
            result.Append(text.Length == 0 ? "\n" : $"\n**{text}**\n\n");
        }
        else if (Rule().IsMatch(line))
        {
            result.Append('\n');
        }
        else
        {
            var item = Item().Match(line);
            result.Append(' ', Math.Min(item.Groups[1].Value.Replace("\t", "    ", StringComparison.Ordinal).Length, MaximumIndent))
                .Append(item.Groups[2].Value is { Length: > 0 } mark ? (char.IsAsciiDigit(mark[0]) ? mark : mark[0] == '>' ? ">" : "-") + " " : string.Empty)
                .Append(Inline(item.Groups[3].Value)).Append('\n');
        }
    }

    /// <summary>Code goes on until a fence that is as long, or to the end; ours is longer than any in it.</summary>
    private static void AppendCode(StringBuilder result, Queue<string> lines, string fence)
    {
        var code = new List<string>();
        while (lines.TryDequeue(out var line) && !line.TrimStart().StartsWith(fence, StringComparison.Ordinal))
        {
            var indent = line.Length - line.TrimStart(' ').Length;
            code.Add(new string(' ', indent) + Markdown.Line(line, MaximumLine));
        }

        var longest = code.SelectMany(line => Backticks().Matches(line)).Select(match => match.Length).DefaultIfEmpty(0).Max();
        var ours = new string('`', Math.Max(3, longest + 1));
        result.Append('\n').Append(ours).Append('\n');
        code.ForEach(line => result.Append(line).Append('\n'));
        result.Append(ours).Append("\n\n");
    }

    private static string Inline(string text)
    {
        var plain = Link().Replace(Link().Replace(text, "$1"), "$1");
        var result = new StringBuilder();
        var end = 0;
        foreach (Match code in InlineCode().Matches(plain))
        {
            AppendText(result, plain[end..code.Index]);
            result.Append(Markdown.Code(code.Groups[2].Value, MaximumLine));
            end = code.Index + code.Length;
        }

        AppendText(result, plain[end..]);
        return result.ToString().Trim();
    }

    /// <summary>Spaces at the ends stay: beside it may stand code.</summary>
    private static void AppendText(StringBuilder result, string text)
    {
        if (text.StartsWith(' '))
        {
            result.Append(' ');
        }

        result.Append(Markdown.Text(text, MaximumLine));
        if (text.Length > 1 && text.EndsWith(' '))
        {
            result.Append(' ');
        }
    }

    [GeneratedRegex("<!--.*?(?:-->|$)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex("^ {0,6}(```+|~~~+)", RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex("`+", RegexOptions.CultureInvariant)]
    private static partial Regex Backticks();

    [GeneratedRegex("^ {0,3}#{1,6}(?:[ \t]+(.*?))?[ \t]*#*[ \t]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,}|=+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    /// <summary>Indentation, the mark of an item or a quote, and the text.</summary>
    [GeneratedRegex(@"^([ \t]*)(?:([-*+]|[0-9]{1,3}[.)]|>)[ \t]+)?(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    [GeneratedRegex(@"!?\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]]*\])", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex("(?<!`)(`+)(?!`)(.+?)(?<!`)\\1(?!`)", RegexOptions.CultureInvariant)]
    private static partial Regex InlineCode();
}
