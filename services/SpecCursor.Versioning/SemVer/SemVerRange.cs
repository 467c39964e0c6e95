using System.Collections.Immutable;

namespace SpecCursor.Versioning.SemVer;

/// <summary>A range that is a single alternative.</summary>
internal sealed class SemVerRange<TVersion>(ComparatorSet bounds) : IVersionRange
    where TVersion : SemVerVersion<TVersion>
{
    public string Text { get; } = bounds.Comparators.IsEmpty ? "*" : string.Join(", ", bounds.Comparators.Select(Written));

    public ImmutableArray<ComparatorSet> Alternatives { get; } = [bounds];

    public bool Admits(IPackageVersion version)
    {
        var own = SemVerVersion<TVersion>.Own(version);
        return bounds.Comparators.All(comparator => Admits(comparator, own))
            && (!own.IsPrerelease || bounds.Prereleases == PrereleaseRule.Always
                || bounds.Comparators.Any(comparator => comparator.Bound is TVersion { IsPrerelease: true } bound && bound.HasSameRelease(own)));
    }

    public override string ToString() => Text;

    private static bool Admits(VersionComparator comparator, TVersion version)
    {
        var order = version.CompareTo(SemVerVersion<TVersion>.Own(comparator.Bound));
        return comparator.Operator switch
        {
            ComparisonOperator.Less => order < 0,
            ComparisonOperator.LessOrEqual => order <= 0,
            ComparisonOperator.GreaterOrEqual => order >= 0,
            ComparisonOperator.Greater => order > 0,
            _ => order == 0,
        };
    }

    private static string Written(VersionComparator comparator) => comparator.Bound.Text.Insert(0, comparator.Operator switch
    {
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.GreaterOrEqual => ">=",
        ComparisonOperator.Greater => ">",
        _ => "=",
    });
}
