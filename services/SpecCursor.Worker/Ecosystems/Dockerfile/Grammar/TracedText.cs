using System.Collections.Immutable;
using System.Text;

namespace SpecCursor.Worker.Ecosystems.Dockerfile.Grammar;

/// <summary>Text that was taken from a file, in pieces: each character knows the place of its byte, so that what it means can be changed where it stands.</summary>
/// <param name="Text">The characters; bytes beyond ASCII are one character each.</param>
/// <param name="Places">Where in the file each one is.</param>
internal sealed record TracedText(string Text, ImmutableArray<int> Places)
{
    /// <summary>Stands for what only a build knows, such as the machine that it is for.</summary>
    public const char Unknown = '\uffff';

    public static TracedText Empty { get; } = new(string.Empty, []);

    public int Length => Text.Length;

    public char this[int index] => Text[index];

    /// <summary>All of a file's bytes from a place on.</summary>
    public static TracedText Of(ReadOnlySpan<byte> content, int start) =>
        new(Encoding.Latin1.GetString(content[start..]), [.. Enumerable.Range(start, content.Length - start)]);

    /// <summary>A part; makes ranges work.</summary>
    public TracedText Slice(int start, int length) => new(Text.Substring(start, length), Places.Slice(start, length));

    public TracedText Trim() => this[Spaces.Before(Text)..].TrimEnd();

    public TracedText TrimEnd() => this[..(Length - Spaces.After(Text))];

    /// <summary>The parts between white space.</summary>
    public IReadOnlyList<TracedText> Split()
    {
        var parts = new List<TracedText>();
        for (var i = 0; i < Length;)
        {
            var start = i;
            while (i < Length && !Spaces.Is(Text[i]))
            {
                i++;
            }

            if (i > start)
            {
                parts.Add(this[start..i]);
            }
            else
            {
                i++;
            }
        }

        return parts;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
