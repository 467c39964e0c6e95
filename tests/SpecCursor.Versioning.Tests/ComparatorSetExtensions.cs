namespace SpecCursor.Versioning.Tests;

internal static class ComparatorSetExtensions
{
    /// <summary>What the proof engine takes an alternative to mean.</summary>
    public static bool IsMetBy(this ComparatorSet set, IPackageVersion version, IVersionScheme scheme) =>
        set.Comparators.All(comparator => scheme.Compare(version, comparator.Bound) is var order && comparator.Operator switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.GreaterOrEqual => order >= 0,
            _ => order > 0,
        })
        && (!version.IsPrerelease || set.Prereleases == PrereleaseRule.Always
            || set.Comparators.Any(comparator => comparator.Bound.IsPrerelease && comparator.Bound.Release.SequenceEqual(version.Release)));
}
