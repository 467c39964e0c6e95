using SpecCursor.Versioning.Images;

namespace SpecCursor.Versioning.Tests.Images;

public sealed class ImageTagPropertyTests
{
    private readonly ImageTagScheme _scheme = new();

    [Fact]
    public void A_tag_that_is_read_is_printed_as_it_was_written()
    {
        var generator = new TagGenerator(1);
        foreach (var text in Enumerable.Range(0, 10_000).Select(_ => generator.Tag()))
        {
            if (ImageTag.Parse(text) is { } tag)
                Assert.Equal(text, tag.Text);
        }
    }

    [Fact]
    public void The_order_is_total_and_only_spellings_of_one_version_are_alike()
    {
        var tags = Tags(2, 260);
        foreach (var left in tags)
        {
            foreach (var right in tags)
            {
                var order = Math.Sign(left.CompareTo(right));
                Assert.Equal(-order, Math.Sign(right.CompareTo(left)));
                Assert.Equal(order == 0, left.Equals(right));
                if (order == 0)
                    Assert.Equal((left.ComponentCount, left.Suffix, left.GetHashCode()), (right.ComponentCount, right.Suffix, right.GetHashCode()));
                Assert.All(tags.Where(third => order <= 0 && right.CompareTo(third) <= 0), third => Assert.True(left.CompareTo(third) <= 0, $"{left} {right} {third}"));
            }
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20_263)]
    public void Bounds_and_ranks_mean_what_a_tag_admits(int seed)
    {
        var tags = Tags(seed, 400);
        var admitted = 0;
        foreach (var written in tags)
        {
            var range = _scheme.ParseRange(written.Text)!;
            Assert.True(range.Admits(written));
            foreach (var tag in tags)
            {
                Assert.Equal((range.Text, tag.Text, range.Admits(tag)), (range.Text, tag.Text, InIntegers.Admits(_scheme, range, tag)));
                admitted += range.Admits(tag) ? 1 : 0;
            }
        }

        Assert.InRange(admitted, 2 * tags.Count, 100 * tags.Count);
    }

    [Fact]
    public void Ranks_order_as_tags_do()
    {
        var tags = Tags(4, 400);
        var integers = new InIntegers(_scheme, tags);

        foreach (var left in tags)
            Assert.All(tags, right => Assert.Equal((left, right, Math.Sign(left.CompareTo(right))), (left, right, Math.Sign(integers.Compare(left, right)))));
    }

    [Fact]
    public void Every_tag_compares_like_some_rank_to_all_that_were_ranked()
    {
        var ranked = Tags(5, 12).Select(tag => tag.With([1, 0, 0, 0], tag.TrailingZeros)).ToList();
        var order = _scheme.OrderSuffixes(ranked);
        var composed = Enumerable.Range(0, order.Count).Select(rank => (ImageTag)order.Compose([1, 0, 0, 0], rank)).Select(Signs).ToList();

        foreach (var tag in Tags(6, 1_500).Select(tag => tag.With([1, 0, 0, 0], tag.TrailingZeros)))
            Assert.Contains(composed, signs => signs.SequenceEqual(Signs(tag)));

        IEnumerable<int> Signs(ImageTag tag) => [.. ranked.Select(other => Math.Sign(tag.CompareTo(other)))];
    }

    [Fact]
    public void Every_rank_is_that_of_a_tag_that_could_be_published()
    {
        var order = _scheme.OrderSuffixes(Tags(7, 300));
        for (var rank = 0; rank < order.Count; rank++)
        {
            var tag = order.Compose([3, 0, 0, 0], rank);
            Assert.Equal(rank, order.RankOf(_scheme.ParseVersion(tag.Text)!));
            Assert.Equal(rank < order.ReleaseRank, tag.IsPrerelease);
        }

        Assert.Equal("3", order.Compose([3, 0, 0, 0], order.ReleaseRank).Text);
        Assert.Throws<ArgumentException>(() => order.RankOf(_scheme.ParseVersion("1.2-otherwise")!));
    }

    [Fact]
    public void What_is_composed_is_spelled_as_the_tags_that_were_ranked()
    {
        var order = _scheme.OrderSuffixes([ImageTag.Parse("22.10-slim")!, ImageTag.Parse("22.04-slim")!]);

        Assert.Equal("24.04-slim", order.Compose([24, 4, 0, 0], order.RankOf(ImageTag.Parse("1-slim")!)).Text);
    }

    [Fact]
    public void A_rewritten_tag_admits_the_version_and_stays_as_it_is()
    {
        var tags = Tags(8, 400);
        var rewritten = 0;
        foreach (var written in tags)
        {
            foreach (var version in tags)
            {
                var rewrite = ImageTagStyle.Rewrite(written.Text, version);
                Assert.True(rewrite.Succeeded || !written.IsCompatibleWith(version));
                if (rewrite.Text is not { } text)
                    continue;
                Assert.True(_scheme.ParseRange(text)!.Admits(version), $"{written} for {version} became {text}");
                Assert.True(ImageTag.Parse(text)!.IsCompatibleWith(written));
                Assert.Equal(text, ImageTagStyle.Rewrite(text, version).Text);
                rewritten++;
            }
        }

        Assert.InRange(rewritten, 5_000, 80_000);
    }

    private static IReadOnlyList<ImageTag> Tags(int seed, int count)
    {
        var generator = new TagGenerator(seed);
        return [.. Enumerable.Range(0, count).Select(_ => ImageTag.Parse(generator.Tag())).OfType<ImageTag>()];
    }
}
