using System.Collections.Immutable;
using System.Text;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>Puts traced text together.</summary>
internal sealed class TracedBuilder
{
    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<int>.Builder _places = ImmutableArray.CreateBuilder<int>();

    public int Length => _text.Length;

    public void Add(char character, int place)
    {
        _text.Append(character);
        _places.Add(place);
    }

    public void Add(TracedText text)
    {
        _text.Append(text.Text);
        _places.AddRange(text.Places);
    }

    public TracedText ToText() => new(_text.ToString(), _places.ToImmutable());
}
