using System.Collections.Immutable;

namespace SpecCursor.Versioning.Tests;

/// <summary>Compares versions and reads ranges as a solver does: by release numbers and ranks alone.</summary>
internal sealed class InIntegers(IVersionScheme scheme, IEnumerable<IPackageVersion> versions)
{
    private readonly ISuffixOrder _suffixes = scheme.OrderSuffixes(versions);

    /// <summary>Whether the range admits the version, by its alternatives.</summary>
    public static bool Admits(IVersionScheme scheme, IVersionRange range, IPackageVersion version)
    {
        var bounds = range.Alternatives.SelectMany(alternative => alternative.Comparators).Select(comparator => comparator.Bound);
        var integers = new InIntegers(scheme, bounds.Append(version));
        return range.Alternatives.Any(alternative => integers.Admits(alternative, version));
    }

    public int Compare(IPackageVersion left, IPackageVersion right)
    {
        var pairs = Numbers(left).Zip(Numbers(right));
        return pairs.Select(pair => pair.First.CompareTo(pair.Second)).FirstOrDefault(order => order != 0);
    }

    private ImmutableArray<long> Numbers(IPackageVersion version) => version.Release.Add(_suffixes.RankOf(version));

    private bool Admits(ComparatorSet alternative, IPackageVersion version) =>
        alternative.Comparators.All(comparator => Holds(comparator.Operator, Compare(version, comparator.Bound))) && alternative.Prereleases switch
        {
            PrereleaseRule.SameRelease => !HasPrereleaseRank(version)
                || alternative.Comparators.Any(comparator => comparator.Bound.IsPrerelease && comparator.Bound.Release.SequenceEqual(version.Release)),
            PrereleaseRule.SameSuffix => alternative.Comparators.All(comparator => _suffixes.RankOf(comparator.Bound) == _suffixes.RankOf(version)),
            PrereleaseRule.Never => !HasPrereleaseRank(version),
            _ => true,
        };

    private bool HasPrereleaseRank(IPackageVersion version) =>
        _suffixes.Compose([.. version.Release.Select(_ => 0L)], _suffixes.RankOf(version)).IsPrerelease;

    private static bool Holds(ComparisonOperator comparison, int order) => comparison switch
    {
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.GreaterOrEqual => order >= 0,
        _ => order > 0,
    };
}
