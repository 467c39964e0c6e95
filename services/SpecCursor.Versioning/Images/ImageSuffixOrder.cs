using System.Collections.Immutable;

namespace SpecCursor.Versioning.Images;

/// <summary>
/// What tags bear besides their numbers, in order, with one more wherever another fits in between. Among tags that bear the same, one with
/// leading zeros is the pattern for what is composed, which is then spelled like <c>22.04</c>.
/// </summary>
internal sealed class ImageSuffixOrder : ISuffixOrder
{
    private static readonly Comparer<ImageTag> s_comparer = Comparer<ImageTag>.Create((left, right) => left.CompareBehindNumbers(right));

    private readonly ImmutableArray<ImageTag> _samples;

    public ImageSuffixOrder(IEnumerable<ImageTag> tags)
    {
        var named = tags.Append(ImageTag.Least).Append(ImageTag.Plain).ToList();
        var ordered = named.Concat(named.Select(tag => tag.Next())).Order(s_comparer).ThenByDescending(tag => tag.LeadingZeros).ToList();
        _samples = [.. ordered.Where((tag, i) => i == 0 || tag.CompareBehindNumbers(ordered[i - 1]) != 0)];
        ReleaseRank = RankOf(ImageTag.Plain);
    }

    public int Count => _samples.Length;

    public int ReleaseRank { get; }

    public int RankOf(IPackageVersion version)
    {
        var own = ImageTagScheme.Own(version);
        var rank = _samples.BinarySearch(own, s_comparer);
        return rank >= 0
            ? rank
            : throw new ArgumentException($"None of the tags that were ranked bears what '{own.Text}' bears besides its numbers.", nameof(version));
    }

    /// <summary>Where there is no room for all zeros of the rank, since four numbers are the most, there are fewer.</summary>
    public IPackageVersion Compose(ImmutableArray<long> release, int rank) => _samples[rank].With(release, _samples[rank].TrailingZeros);
}
