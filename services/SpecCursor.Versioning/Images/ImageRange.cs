using System.Collections.Immutable;

namespace SpecCursor.Versioning.Images;

/// <summary>
/// What a tag in a <c>FROM</c> lets in: itself, and if it floats, all releases of the same variant whose numbers begin with its own.
/// <c>3.11-slim</c> admits 3.11-slim and 3.11.4-slim.
/// </summary>
public sealed class ImageRange : IVersionRange
{
    private readonly ImageTag _tag;

    internal ImageRange(ImageTag tag)
    {
        _tag = tag;
        Alternatives = tag.IsFloating
            ? [.. Enumerable.Range(0, ImageTag.MaximumCount + 1 - ImageTag.Significant(tag.Release)).Select(Floating)]
            : [Only(tag)];
    }

    /// <summary>The tag.</summary>
    public string Text => _tag.Text;

    /// <inheritdoc/>
    public ImmutableArray<ComparatorSet> Alternatives { get; }

    /// <inheritdoc/>
    public bool Admits(IPackageVersion version)
    {
        var own = ImageTagScheme.Own(version);
        return own == _tag || (_tag.IsFloating && own.ComponentCount > _tag.ComponentCount && own.Take(_tag.ComponentCount) == _tag);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>
    /// Those that end in this many zeros, since these are what the order tells apart: of what begins with <c>3.0</c> there is 3.0.4 with none,
    /// and 3.0 and 3.0.4.0 with one. Where so many zeros leave no room for another number, the numbers are the tag's own.
    /// </summary>
    private ComparatorSet Floating(int trailingZeros)
    {
        var first = _tag.With(_tag.Release, trailingZeros);
        if (_tag.ComponentCount + 1 + trailingZeros > ImageTag.MaximumCount)
            return Only(first);
        var last = _tag.ComponentCount - 1;
        var end = _tag.With(_tag.Release.SetItem(last, _tag.Release[last] + 1), trailingZeros);
        var lower = trailingZeros < _tag.TrailingZeros ? ComparisonOperator.Greater : ComparisonOperator.GreaterOrEqual;
        return new ComparatorSet([new(lower, first), new(ComparisonOperator.Less, end)], PrereleaseRule.SameSuffix);
    }

    private static ComparatorSet Only(ImageTag tag) => new([new(ComparisonOperator.Equal, tag)], PrereleaseRule.Always);
}
