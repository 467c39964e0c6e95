using SpecCursor.Versioning.NuGet;

namespace SpecCursor.Versioning.Tests.NuGet;

public sealed class NuGetSuffixOrderTests
{
    private readonly NuGetVersionScheme _scheme = new();

    [Fact]
    public void Ranks_are_the_named_prereleases_and_one_wherever_another_fits()
    {
        var order = _scheme.OrderSuffixes(Versions("1.0.0-alpha", "2.0.0-ALPHA", "1.0.0-beta.1", "3.0.0"));

        var texts = Enumerable.Range(0, order.Count).Select(rank => order.Compose([1, 2, 3, 4], rank).Text);
        Assert.Equal(
            ["1.2.3.4--2147483648", "1.2.3.4-alpha", "1.2.3.4-alpha.-2147483648", "1.2.3.4-beta.1", "1.2.3.4-beta.1.-2147483648", "1.2.3.4"], texts);
        Assert.Equal(order.Count - 1, order.ReleaseRank);
    }

    [Fact]
    public void Every_version_compares_like_some_rank_to_all_that_were_ranked()
    {
        var ranked = Versions("1.0.0-alpha", "1.0.0-b.0", "1.0.0-1", "1.0.0-alpha.1", "1.0.0").ToList();
        var order = _scheme.OrderSuffixes(ranked);
        string[] labels = ["-5", "0", "1", "7", "2147483648", "-", "A", "alpha", "ALPHA", "alpha-", "alpha.-5", "alpha.0", "alpha.1", "alpha.1.1", "b", "b.0", "b.0.0", "1.alpha", "zz"];

        foreach (var version in labels.Select(label => _scheme.ParseVersion($"1.0.0-{label}")!))
        {
            var signs = Signs(version);
            Assert.Contains(Enumerable.Range(0, order.Count), rank => Signs(order.Compose([1, 0, 0, 0], rank)).SequenceEqual(signs));
        }

        IEnumerable<int> Signs(IPackageVersion version) => ranked.Select(other => Math.Sign(_scheme.Compare(version, other)));
    }

    [Fact]
    public void Ranks_order_as_versions_do()
    {
        var versions = Versions("1.0.0--1", "1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-Beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-RC", "1.0.0").ToList();
        var order = _scheme.OrderSuffixes(versions);

        Assert.Equal(versions, versions.OrderBy(order.RankOf));
        Assert.Equal(order.RankOf(versions[5]), order.RankOf(_scheme.ParseVersion("7.0-BETA+x")!));
        Assert.Throws<ArgumentException>(() => order.RankOf(_scheme.ParseVersion("1.0.0-other")!));
    }

    private IEnumerable<IPackageVersion> Versions(params string[] texts) => texts.Select(text => _scheme.ParseVersion(text)!);
}
