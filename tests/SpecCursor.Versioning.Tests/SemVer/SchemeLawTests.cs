using System.Collections.Immutable;

namespace SpecCursor.Versioning.Tests.SemVer;

/// <summary>What holds of every scheme whose order is that of Semantic Versioning to the letter.</summary>
public sealed class SchemeLawTests
{
    public static TheoryData<string> Ecosystems => ["rust", "go"];

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public void Printing_a_version_and_reading_it_again_changes_nothing(string ecosystem)
    {
        var scheme = Scheme(ecosystem);
        var versions = SchemeSamples.Of(scheme, 1, 5_000).Versions;

        Assert.InRange(versions.Count, 5_000, 10_000);
        Assert.All(versions, version => Assert.Equal((version.Text, 0), (scheme.ParseVersion(version.Text)?.Text, scheme.Compare(version, scheme.ParseVersion(version.Text)!))));
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public void The_order_is_total_and_the_same_from_both_sides(string ecosystem)
    {
        var scheme = Scheme(ecosystem);
        var sorted = SchemeSamples.Of(scheme, 2, 400).Versions.Order(Comparer<IPackageVersion>.Create(scheme.Compare)).ToList();

        for (var i = 0; i < sorted.Count; i++)
        {
            for (var j = i; j < sorted.Count; j++)
            {
                Assert.True(scheme.Compare(sorted[i], sorted[j]) <= 0, $"{sorted[i]} is sorted before {sorted[j]}");
                Assert.Equal(Math.Sign(scheme.Compare(sorted[i], sorted[j])), -Math.Sign(scheme.Compare(sorted[j], sorted[i])));
                Assert.Equal(scheme.Compare(sorted[i], sorted[j]) == 0, sorted[i].Equals(sorted[j]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public void A_range_admits_what_its_alternatives_say(string ecosystem)
    {
        var scheme = Scheme(ecosystem);
        var samples = SchemeSamples.Of(scheme, 3, 1_000);

        var admitted = 0;
        foreach (var range in samples.Ranges.Select(text => scheme.ParseRange(text)!))
        {
            var near = range.Alternatives.SelectMany(set => set.Comparators).Select(comparator => comparator.Bound);
            foreach (var version in samples.Versions.Take(200).Concat(near))
            {
                Assert.Equal(InIntegers.Admits(scheme, range, version), range.Admits(version));
                admitted += range.Admits(version) ? 1 : 0;
            }
        }

        Assert.InRange(admitted, 10_000, 200_000);
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public void Comparing_numbers_and_ranks_is_comparing_versions(string ecosystem)
    {
        var scheme = Scheme(ecosystem);
        var versions = SchemeSamples.Of(scheme, 4, 200).Versions;
        var order = scheme.OrderSuffixes(versions);

        foreach (var version in versions)
        {
            Assert.Equal(0, scheme.Compare(version, order.Compose(version.Release, order.RankOf(version))));
            Assert.Equal(version.IsPrerelease, order.RankOf(version) < order.ReleaseRank);
            Assert.All(versions, other => Assert.Equal(Math.Sign(scheme.Compare(version, other)), Math.Sign(ByNumbers(order, version, other))));
        }
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public void Every_version_compares_like_some_rank_to_all_that_were_ranked(string ecosystem)
    {
        var scheme = Scheme(ecosystem);
        var suffixes = scheme.OrderSuffixes(SchemeSamples.Of(scheme, 5, 400).Versions);
        var all = Enumerable.Range(0, suffixes.Count).Select(rank => suffixes.Compose([1, 2, 3], rank)).ToList();
        var ranked = all.Where((_, i) => i % 5 == 0).ToList();
        var order = scheme.OrderSuffixes(ranked);
        var signs = Enumerable.Range(0, order.Count).Select(rank => Signs(order.Compose([1, 2, 3], rank))).ToHashSet(StringComparer.Ordinal);

        Assert.InRange(all.Count, 100, 2_000);
        Assert.All(all, version => Assert.Contains(Signs(version), signs));

        string Signs(IPackageVersion version) => string.Join(' ', ranked.Select(other => Math.Sign(scheme.Compare(version, other))));
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public void Rewriting_a_range_admits_the_version_and_twice_is_once(string ecosystem)
    {
        var scheme = Scheme(ecosystem);
        var samples = SchemeSamples.Of(scheme, 6, 10_000);

        foreach (var (range, version) in samples.Ranges.Zip(samples.Versions.Reverse()))
        {
            var once = scheme.Rewrite(range, version);
            Assert.True(once.Succeeded && scheme.ParseRange(once.Text)!.Admits(version), $"{range} for {version} became {once.Text}");
            Assert.Equal(once, scheme.Rewrite(once.Text, version));
        }
    }

    [Theory]
    [MemberData(nameof(Ecosystems))]
    public void Versions_of_another_ecosystem_are_refused(string ecosystem)
    {
        var scheme = Scheme(ecosystem);
        var (own, foreign) = (SchemeSamples.Of(scheme, 7, 10).Versions[0], Scheme("node").ParseVersion("1.2.3")!);

        Assert.Throws<ArgumentException>(() => scheme.Compare(own, foreign));
        Assert.Throws<ArgumentException>(() => scheme.OrderSuffixes([own, foreign]));
        Assert.Throws<ArgumentException>(() => scheme.Rewrite("1.2", foreign));
        Assert.Throws<ArgumentException>(() => scheme.ParseRange(own.Text)!.Admits(foreign));
    }

    private static IVersionScheme Scheme(string ecosystem) => VersionSchemes.Default.Find(ecosystem)!;

    private static int ByNumbers(ISuffixOrder order, IPackageVersion left, IPackageVersion right) =>
        Numbers(order, left).Zip(Numbers(order, right), (a, b) => a.CompareTo(b)).FirstOrDefault(sign => sign != 0);

    private static ImmutableArray<long> Numbers(ISuffixOrder order, IPackageVersion version) => version.Release.Add(order.RankOf(version));
}
