using System.Collections.Immutable;

namespace SpecCursor.Versioning.Npm;

/// <summary>The tightest bounds of one alternative of a range.</summary>
internal sealed record NpmBounds
{
    public NpmComparator? Lower { get; private init; }

    public NpmComparator? Upper { get; private init; }

    /// <summary>The only version that can lie in it, where an equality says so.</summary>
    public NpmVersion? Exact { get; private init; }

    /// <summary>Whether nothing lies between the bounds.</summary>
    public bool IsEmpty { get; private init; }

    /// <summary>Whether both bounds are the same version.</summary>
    public bool IsPoint => Lower is not null && Upper is not null && Lower.Version!.CompareTo(Upper.Version) == 0;

    public static NpmBounds Of(ImmutableArray<NpmComparator> set)
    {
        var lower = set.Where(comparator => comparator.IsLower).Aggregate((NpmComparator?)null, Tighter);
        var upper = set.Where(comparator => comparator.IsUpper).Aggregate((NpmComparator?)null, Tighter);
        var exact = set.Where(comparator => comparator.Version is not null && !comparator.IsLower && !comparator.IsUpper).ToList();
        return new NpmBounds
        {
            Lower = lower,
            Upper = upper,
            Exact = exact is [var only] ? only.Version : null,
            IsEmpty = exact.Count > 1 || AreApart(lower, upper) || exact.Exists(e => Excludes(lower, e.Version!) || Excludes(upper, e.Version!)),
        };
    }

    /// <summary>The bound that leaves less; the first one where both leave the same.</summary>
    public static NpmComparator Tighter(NpmComparator? first, NpmComparator second)
    {
        if (first is null)
            return second;
        var order = first.Version!.CompareTo(second.Version);
        if (order == 0)
            return second.Symbol.Length < first.Symbol.Length ? second : first;
        return order > 0 == first.IsLower ? first : second;
    }

    private static bool AreApart(NpmComparator? lower, NpmComparator? upper)
    {
        if (lower is null || upper is null)
            return false;
        var order = lower.Version!.CompareTo(upper.Version);
        return order > 0 || (order == 0 && (lower.Symbol != ">=" || upper.Symbol != "<="));
    }

    private static bool Excludes(NpmComparator? bound, NpmVersion version) => bound is not null && !NpmRange.Admits([bound], version);
}
