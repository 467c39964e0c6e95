using System.Collections.Immutable;

namespace SpecCursor.Versioning.Images;

/// <summary>
/// What a tag says of being not yet a release: <c>rc1</c>, <c>-rc.1</c>, <c>b2</c>. The stages are in the order of their names, which is that of
/// time, and their numbers follow; how they are joined doesn't count.
/// </summary>
internal sealed class TagPrerelease : IComparable<TagPrerelease>
{
    private readonly string _stage;
    private readonly ImmutableArray<long> _numbers;

    private TagPrerelease(string text, string stage, ImmutableArray<long> numbers) => (Text, _stage, _numbers) = (text, stage, numbers);

    /// <summary>The one that precedes all others.</summary>
    public static TagPrerelease Least { get; } = new("-alpha", "alpha", []);

    /// <summary>As written, with what joins it to the numbers before it.</summary>
    public string Text { get; }

    /// <summary>Null where a number is too large.</summary>
    public static TagPrerelease? Of(string text, string stage, string numbers)
    {
        var read = numbers.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(ImageTag.Number).ToList();
        return read.Contains(null) ? null : new TagPrerelease(text, Name(stage), [.. read.OfType<long>()]);
    }

    public int CompareTo(TagPrerelease? other)
    {
        if (other is null)
            return -1;
        var order = string.CompareOrdinal(_stage, other._stage);
        for (var i = 0; order == 0 && i < _numbers.Length && i < other._numbers.Length; i++)
            order = _numbers[i].CompareTo(other._numbers[i]);
        return order != 0 ? order : _numbers.Length.CompareTo(other._numbers.Length);
    }

#pragma warning disable CA1308 // The names of the stages are written in lower case.
    private static string Name(string stage) => stage.ToLowerInvariant() switch
    {
        "a" => "alpha",
        "b" => "beta",
        "m" => "milestone",
        "pre" => "preview",
        var name => name,
    };
#pragma warning restore CA1308
}
