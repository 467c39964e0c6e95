using SpecCursor.Versioning.Npm;

namespace SpecCursor.Versioning.Tests.Npm;

public sealed class NpmSuffixOrderTests
{
    private readonly NpmVersionScheme _scheme = new();

    [Fact]
    public void Ranks_are_the_named_prereleases_and_one_wherever_another_fits()
    {
        var order = _scheme.OrderSuffixes(Versions("1.0.0-alpha", "2.0.0-alpha.0", "1.0.0-beta.1", "3.0.0"));

        var texts = Enumerable.Range(0, order.Count).Select(rank => order.Compose([1, 2, 3], rank).Text);
        Assert.Equal(["1.2.3-0", "1.2.3-alpha", "1.2.3-alpha.0", "1.2.3-alpha.0.0", "1.2.3-beta.1", "1.2.3-beta.1.0", "1.2.3"], texts);
        Assert.Equal(order.Count - 1, order.ReleaseRank);
    }

    [Fact]
    public void Without_prereleases_there_is_still_one_that_could_be_published()
    {
        var order = _scheme.OrderSuffixes(Versions("1.0.0"));

        Assert.Equal(2, order.Count);
        Assert.Equal("1.0.0-0", order.Compose([1, 0, 0], 0).Text);
    }

    [Fact]
    public void Every_version_compares_like_some_rank_to_all_that_were_ranked()
    {
        string[] identifiers = ["0", "1", "7", "alpha", "b", "-", "alpha.0", "alpha.1", "alpha.0.0", "b.0", "1.alpha", "zz", "0.0"];
        var ranked = Versions("1.0.0-alpha", "1.0.0-b.0", "1.0.0-1", "1.0.0-alpha.1", "1.0.0").ToList();
        var order = _scheme.OrderSuffixes(ranked);

        foreach (var version in identifiers.Select(identifier => _scheme.ParseVersion($"1.0.0-{identifier}")!))
        {
            var signs = Signs(version);
            Assert.Contains(Enumerable.Range(0, order.Count), rank => Signs(order.Compose([1, 0, 0], rank)).SequenceEqual(signs));
        }

        IEnumerable<int> Signs(IPackageVersion version) => ranked.Select(other => Math.Sign(_scheme.Compare(version, other)));
    }

    [Fact]
    public void Ranks_order_as_versions_do()
    {
        var versions = Versions("1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0").ToList();
        var order = _scheme.OrderSuffixes(versions);

        Assert.Equal(versions, versions.OrderBy(order.RankOf));
        Assert.Throws<ArgumentException>(() => order.RankOf(_scheme.ParseVersion("1.0.0-other")!));
    }

    private IEnumerable<IPackageVersion> Versions(params string[] texts) => texts.Select(text => _scheme.ParseVersion(text)!);
}
