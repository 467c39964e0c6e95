using System.Text;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>
/// Takes a Dockerfile apart into its instructions as BuildKit's parser does: directives, comments, continued lines (comments and empty lines may stand
/// between them), here-documents.
/// </summary>
internal static class InstructionReader
{
    /// <exception cref="FormatException">It is no Dockerfile.</exception>
    public static Instructions Read(ReadOnlySpan<byte> content)
    {
        var start = content.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var lines = new LineReader(TracedText.Of(content, start));
        var directives = new ParserDirectives();
        var all = new List<Instruction>();
        while (lines.Next() is { } first)
        {
            var line = first[Spaces.Before(first.Text)..];
            directives.Read(line.Text);
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var number = lines.Number;
            var joined = Join(line, lines, directives.Escape);
            if (joined.Length > 0)
            {
                var instruction = Split(joined, directives.Escape, number);
                SkipHeredocs(instruction, joined, directives.Escape, lines);
                all.Add(instruction);
            }
        }

        return new Instructions(all, directives.Escape);
    }

    private static TracedText Join(TracedText first, LineReader lines, char escape)
    {
        var joined = new TracedBuilder();
        var isContinued = Add(joined, first, escape);
        while (isContinued && lines.Next() is { } next)
        {
            var spaces = Spaces.Before(next.Text);
            if (spaces < next.Length && next[spaces] != '#')
            {
                isContinued = Add(joined, next, escape);
            }
        }

        return joined.ToText().Trim();
    }

    /// <summary>Adds a line without the escape character at its end, and says whether one was there. One that is escaped itself doesn't count.</summary>
    private static bool Add(TracedBuilder joined, TracedText line, char escape)
    {
        var text = line.Text.AsSpan().TrimEnd(" \t");
        var isContinued = text.Length > 0 && text[^1] == escape && (text.Length == 1 || text[^2] != escape);
        joined.Add(isContinued ? line[..(text.Length - 1)] : line);
        return isContinued;
    }

    private static Instruction Split(TracedText line, char escape, int number)
    {
        var end = 0;
        while (end < line.Length && !Spaces.Is(line[end]))
        {
            end++;
        }

        var (flags, rest) = InstructionFlags.Take(line[end..].Trim(), escape);
        return new Instruction(line.Text[..end].ToUpperInvariant(), flags, rest.Trim(), number);
    }

    private static void SkipHeredocs(Instruction instruction, TracedText line, char escape, LineReader lines)
    {
        var inner = instruction.Keyword == "ONBUILD" ? Split(instruction.Arguments, escape, instruction.Line) : instruction;
        if (inner.Keyword is not ("RUN" or "COPY" or "ADD") || !line.Text.Contains("<<", StringComparison.Ordinal) || IsJsonList(inner.Arguments.Text))
        {
            return;
        }

        foreach (var (name, hasTabs) in Heredocs.Find(line))
        {
            string? text;
            do
            {
                text = lines.Next()?.Text ?? throw new FormatException($"line {instruction.Line}: the here-document '{name}' has no end");
            }
            while ((hasTabs ? text.TrimStart('\t') : text) != name);
        }
    }

    private static bool IsJsonList(string arguments)
    {
        try
        {
            return arguments.StartsWith('[') && System.Text.Json.JsonDocument.Parse(arguments) is not null;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}
