using System.Text;
using System.Text.Unicode;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>
/// Reads the lines and blocks of a <c>go.mod</c> and where their words stand (go.dev/ref/mod#go-mod-file-lexical). Of quotes it takes double ones only, as
/// go does.
/// </summary>
internal static class GoModSyntax
{
    private const string Open = "(";
    private const string Close = ")";

    /// <exception cref="FormatException">It is no <c>go.mod</c>.</exception>
    public static IReadOnlyList<GoModDirective> Parse(ReadOnlySpan<byte> content)
    {
        if (!Utf8.IsValid(content))
        {
            throw new FormatException("it is not UTF-8");
        }

        var directives = new List<GoModDirective>();
        var above = new List<string>();
        (string Verb, string Above)? block = null;
        var line = 1;
        for (var start = content.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0; start < content.Length; line++)
        {
            var length = content[start..].IndexOf((byte)'\n');
            var end = length < 0 ? content.Length : start + length;
            var words = Words(content[..end], start, line, out var comment);
            start = end + 1;
            if (words.Count == 0)
            {
                Remember(above, comment);
                continue;
            }

            if (block is not null && words is [{ Text: Close }])
            {
                block = null;
            }
            else if (block is null && words is [_, { Text: Open }])
            {
                block = (words[0].Text, string.Join('\n', above));
            }
            else
            {
                // What is said of a block is said of those of its lines that have no comment.
                var said = above.Count > 0 || block is null ? string.Join('\n', above) : block.Value.Above;
                directives.Add(new GoModDirective(block?.Verb ?? words[0].Text, block is null ? words[1..] : words, comment ?? string.Empty, said));
            }

            above.Clear();
        }

        return block is null ? directives : throw new FormatException($"its block '{block.Value.Verb}' has no end");
    }

    /// <summary>An empty line parts comments from what follows.</summary>
    private static void Remember(List<string> above, string? comment)
    {
        if (comment is null)
        {
            above.Clear();
        }
        else
        {
            above.Add(comment);
        }
    }

    private static List<GoModWord> Words(ReadOnlySpan<byte> text, int start, int line, out string? comment)
    {
        comment = null;
        var words = new List<GoModWord>();
        for (var i = start; i < text.Length;)
        {
            if (text[i] is (byte)' ' or (byte)'\t' or (byte)'\r')
            {
                i++;
                continue;
            }

            if (text[i..].StartsWith("//"u8))
            {
                comment = Encoding.UTF8.GetString(text[(i + 2)..]).Trim();
                break;
            }

            var end = End(text, i, line);
            words.Add(new GoModWord(i, end - i, Meaning(text[i..end])));
            i = end;
        }

        return words;
    }

    private static int End(ReadOnlySpan<byte> text, int start, int line)
    {
        switch (text[start])
        {
            case (byte)'(' or (byte)')' or (byte)'[' or (byte)']' or (byte)',':
                return start + 1;
            case (byte)'"':
                var close = text[(start + 1)..].IndexOf((byte)'"');
                return close >= 0 ? start + close + 2 : throw new FormatException($"a quote in line {line} is not closed");
        }

        var end = start;
        while (end < text.Length && IsOfWord(text[end]) && !text[end..].StartsWith("//"u8))
        {
            end++;
        }

        return end > start && !text[start..end].StartsWith("/*"u8) ? end : throw new FormatException($"line {line} has something in it that does not belong there");
    }

    private static bool IsOfWord(byte value) => value > ' ' && value != 0x7f && !"()[],\"'`"u8.Contains(value);

    /// <summary>Paths and versions have nothing in them that has to be escaped.</summary>
    private static string Meaning(ReadOnlySpan<byte> word) => Encoding.UTF8.GetString(word[0] == '"' ? word[1..^1] : word);
}
