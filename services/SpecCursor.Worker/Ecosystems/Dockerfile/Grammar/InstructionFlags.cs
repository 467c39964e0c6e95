namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>The words with two hyphens at the start of an instruction's arguments.</summary>
internal static class InstructionFlags
{
    /// <summary>Takes them off; their quotes and escapes are gone.</summary>
    public static (IReadOnlyList<TracedText> Flags, TracedText Arguments) Take(TracedText text, char escape)
    {
        var flags = new List<TracedText>();
        var position = Spaces.Before(text.Text);
        while (text.Text.AsSpan(position).StartsWith("--"))
        {
            var flag = Word(text, escape, ref position);
            if (flag.Text == "--")
            {
                break;
            }

            flags.Add(flag);
            position += Spaces.Before(text.Text.AsSpan(position));
        }

        return (flags, text[position..]);
    }

    /// <summary>The value of one of the flags that are called so.</summary>
    public static IEnumerable<TracedText> Values(IReadOnlyList<TracedText> flags, string name) =>
        flags.Where(flag => flag.Text.StartsWith($"--{name}=", StringComparison.Ordinal)).Select(flag => flag[(name.Length + 3)..]);

    private static TracedText Word(TracedText text, char escape, ref int position)
    {
        var word = new TracedBuilder();
        var quote = '\0';
        for (; position < text.Length && (quote != '\0' || !Spaces.Is(text[position])); position++)
        {
            var character = text[position];
            if (quote != '\0' && character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && character is ('\'' or '"'))
            {
                quote = character;
            }
            else if (character != escape)
            {
                word.Add(character, text.Places[position]);
            }
            else if (position + 1 < text.Length)
            {
                position++;
                word.Add(text[position], text.Places[position]);
            }
        }

        return word.ToText();
    }
}
