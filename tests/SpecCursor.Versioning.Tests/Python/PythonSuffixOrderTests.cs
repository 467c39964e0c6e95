using SpecCursor.Versioning.Python;

namespace SpecCursor.Versioning.Tests.Python;

public sealed class PythonSuffixOrderTests
{
    private readonly PythonVersionScheme _scheme = new();

    [Fact]
    public void Without_suffixes_there_are_still_those_that_could_be_published()
    {
        var order = _scheme.OrderSuffixes(Versions("1.0"));

        var texts = Enumerable.Range(0, order.Count).Select(rank => order.Compose([0, 1, 2, 0, 0, 0], rank).Text);
        Assert.Equal(["1.2.dev0", "1.2", "1.2+0a", "1.2.post0.dev0", "1.2.post0", "1.2.0.0.0.1.dev0", "1.2.0.0.0.1"], texts);
        Assert.Equal(1, order.ReleaseRank);
        Assert.Throws<ArgumentException>(() => order.RankOf(_scheme.ParseVersion("1.0a1")!));
    }

    [Fact]
    public void Ranks_order_as_versions_do_and_stand_for_versions_that_can_be_read()
    {
        foreach (var (versions, order) in Samples(1))
        {
            foreach (var (left, right) in versions.Zip(versions.Skip(1)).Where(pair => pair.First.Release.SequenceEqual(pair.Second.Release)))
                Assert.Equal(Math.Sign(_scheme.Compare(left, right)), Math.Sign(order.RankOf(left) - order.RankOf(right)));
            for (var rank = 1; rank < order.Count; rank++)
            {
                var (previous, version) = (order.Compose([0, 1, 0, 0, 0, 0], rank - 1), order.Compose([0, 1, 0, 0, 0, 0], rank));
                Assert.True(_scheme.Compare(previous, version) < 0, $"{previous.Text} {version.Text}");
                Assert.Equal(0, _scheme.Compare(version, _scheme.ParseVersion(version.Text)!));
            }
        }
    }

    [Fact]
    public void Every_version_compares_like_some_rank_to_all_that_were_ranked()
    {
        foreach (var (versions, order) in Samples(2))
        {
            var ranked = versions.Take(versions.Count / 2).ToList();
            var ranks = _scheme.OrderSuffixes(ranked);
            foreach (var version in versions.Skip(ranked.Count))
            {
                Assert.Contains(
                    Enumerable.Range(0, ranks.Count).Select(rank => ranks.Compose(version.Release, rank)),
                    other => other.IsPrerelease == version.IsPrerelease && Signs(other).SequenceEqual(Signs(version)));
            }

            IEnumerable<int> Signs(IPackageVersion version) => ranked.Select(other => Math.Sign(_scheme.Compare(version, other)));
        }
    }

    [Fact]
    public void Numbers_and_ranks_say_of_a_range_what_it_says_itself()
    {
        var generator = new QuestionGenerator(4);
        var admitted = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var question = generator.Next();
            if (_scheme.ParseRange(question.R) is not { } range || _scheme.ParseVersion(question.A) is not { } version)
                continue;
            var admits = range.Admits(version);
            Assert.True(admits == InIntegers.Admits(_scheme, range, version), $"{version.Text} in {question.R}");
            admitted += admits ? 1 : 0;
        }

        Assert.InRange(admitted, 1_000, 9_000);
    }

    /// <summary>Versions of a handful of releases, in no order, that are much alike.</summary>
    private IEnumerable<(List<IPackageVersion> Versions, ISuffixOrder Order)> Samples(int seed)
    {
        var generator = new QuestionGenerator(seed);
        for (var i = 0; i < 200; i++)
        {
            var suffixes = Enumerable.Range(0, 30).Select(_ => generator.Next().A).Select(PythonVersion.Parse).OfType<PythonVersion>();
            var versions = suffixes.Select(version => (IPackageVersion)new PythonVersion(0, [1, 0, 0, 0, 0, .. version.Segments.Skip(3)], version.Suffix)).ToList();
            yield return (versions, _scheme.OrderSuffixes(versions));
        }
    }

    private IEnumerable<IPackageVersion> Versions(params string[] texts) => texts.Select(text => _scheme.ParseVersion(text)!);
}
