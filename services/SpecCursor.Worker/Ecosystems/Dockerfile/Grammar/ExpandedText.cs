using System.Globalization;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>What text of a shell means, as it grows: without quotes, with the values of variables.</summary>
/// <param name="maximumLength">The most characters that it may have.</param>
internal sealed class ExpandedText(int maximumLength)
{
    private readonly TracedBuilder _text = new();
    private readonly List<int> _breaks = [];

    public TracedText Text => _text.ToText();

    /// <summary>The words between white space that is neither quoted nor escaped.</summary>
    public IReadOnlyList<TracedText> Words()
    {
        var text = Text;
        var words = new List<TracedText>();
        var start = 0;
        foreach (var end in _breaks.Append(text.Length))
        {
            if (end > start)
            {
                words.Add(text[start..end]);
            }

            start = end + 1;
        }

        return words;
    }

    /// <exception cref="FormatException">It becomes too long.</exception>
    public void Add(TracedText text, bool canBreak)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Add(text[i], text.Places[i], canBreak);
        }
    }

    /// <param name="character">What it grows by.</param>
    /// <param name="place">Where that stands.</param>
    /// <param name="canBreak">Whether white space ends a word.</param>
    /// <exception cref="FormatException">It becomes too long.</exception>
    public void Add(char character, int place, bool canBreak = false)
    {
        if (_text.Length == maximumLength)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"variables make the text longer than {maximumLength} characters"));
        }

        if (canBreak && Spaces.Is(character))
        {
            _breaks.Add(_text.Length);
        }

        _text.Add(character, place);
    }
}
