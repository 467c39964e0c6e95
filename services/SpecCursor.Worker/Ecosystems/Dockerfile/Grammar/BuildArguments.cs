namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>The values that <c>ARG</c>s before the first <c>FROM</c> have of themselves, and what texts mean with them.</summary>
internal sealed class BuildArguments(char escape)
{
    /// <summary>All that is made of variables, in characters: without a bound, a few lines could stand for more than there is memory.</summary>
    private const int MaximumExpansion = 4 * 1024 * 1024;

    /// <summary>What BuildKit defines by itself, and only it knows.</summary>
    private static readonly HashSet<string> Predefined = new(
        ["BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT", "TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE"],
        StringComparer.Ordinal);

    private static readonly TracedText Unknown = new(TracedText.Unknown.ToString(), [-1]);

    private readonly Dictionary<string, TracedText> _values = new(StringComparer.Ordinal);
    private int _expanded;

    /// <summary>Takes an <c>ARG</c> in.</summary>
    /// <exception cref="FormatException">It can't be read.</exception>
    public void Define(TracedText arguments)
    {
        foreach (var word in Words(arguments))
        {
            var equals = word.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                _values[word.Text[..equals]] = Expand(word[(equals + 1)..]);
            }
        }
    }

    /// <summary>The text without quotes, with the variables' values. What has no value is empty.</summary>
    /// <exception cref="FormatException">It can't be read, or becomes too much.</exception>
    public TracedText Expand(TracedText text)
    {
        var result = ShellReader.Read(text, new ShellRules { Escape = escape, Variable = Find }).Text;
        _expanded += result.Length;
        return _expanded <= MaximumExpansion ? result : throw new FormatException("its variables stand for too much text");
    }

    private TracedText? Find(string name) => _values.GetValueOrDefault(name) ?? (Predefined.Contains(name) ? Unknown : null);

    /// <summary>Words with their quotes and escapes; white space in quotes doesn't end one.</summary>
    private IEnumerable<TracedText> Words(TracedText text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (Spaces.Is(text[i]))
            {
                continue;
            }

            var start = i;
            var quote = '\0';
            for (; i < text.Length && (quote != '\0' || !Spaces.Is(text[i])); i++)
            {
                if (text[i] == escape && quote != '\'')
                {
                    i++;
                }
                else if (text[i] == quote)
                {
                    quote = '\0';
                }
                else if (quote == '\0' && text[i] is ('\'' or '"'))
                {
                    quote = text[i];
                }
            }

            yield return text[start..Math.Min(i, text.Length)];
        }
    }
}
