using System.Collections.Immutable;

namespace SpecCursor.Versioning.Python;

/// <summary>Versions between two ends, where null is no end.</summary>
internal sealed record PythonInterval(PythonBound? Lower, PythonBound? Upper)
{
    public static PythonInterval Everything { get; } = new(null, null);

    public static PythonInterval From(PythonVersion lower) => new(new PythonBound(lower, true), null);

    public static PythonInterval Below(PythonVersion upper) => new(null, new PythonBound(upper, false));

    public static PythonInterval Between(PythonVersion lower, PythonVersion upper) => new(new PythonBound(lower, true), new PythonBound(upper, false));

    public static PythonInterval Only(PythonVersion version) => new(new PythonBound(version, true), new PythonBound(version, true));

    /// <summary>All that lies before the interval and all that lies behind it.</summary>
    public ImmutableArray<PythonInterval> Complement() =>
    [
        .. Lower is null ? [] : new[] { new PythonInterval(null, Lower with { IsInside = !Lower.IsInside }) },
        .. Upper is null ? [] : new[] { new PythonInterval(Upper with { IsInside = !Upper.IsInside }, null) },
    ];

    /// <summary>What lies in both; null when nothing does.</summary>
    public PythonInterval? Intersect(PythonInterval other)
    {
        var both = new PythonInterval(Tighter(Lower, other.Lower, 1), Tighter(Upper, other.Upper, -1));
        return both.IsEmpty ? null : both;
    }

    public bool Contains(PythonVersion version) =>
        (Lower is null || version.CompareTo(Lower.Version) >= (Lower.IsInside ? 0 : 1))
        && (Upper is null || version.CompareTo(Upper.Version) <= (Upper.IsInside ? 0 : -1));

    public ImmutableArray<VersionComparator> ToNeutral() =>
        IsPoint ? [new VersionComparator(ComparisonOperator.Equal, Lower!.Version)] : [.. Ends()];

    private bool IsPoint => Lower is not null && Upper is not null && Lower.Version == Upper.Version;

    private bool IsEmpty => Lower is not null && Upper is not null
        && (Lower.Version > Upper.Version || (IsPoint && !(Lower.IsInside && Upper.IsInside)));

    private IEnumerable<VersionComparator> Ends()
    {
        if (Lower is not null)
            yield return new VersionComparator(Lower.IsInside ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater, Lower.Version);
        if (Upper is not null)
            yield return new VersionComparator(Upper.IsInside ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, Upper.Version);
    }

    private static PythonBound? Tighter(PythonBound? left, PythonBound? right, int direction)
    {
        if (left is null || right is null)
            return left ?? right;
        var order = left.Version.CompareTo(right.Version) * direction;
        return order > 0 || (order == 0 && !left.IsInside) ? left : right;
    }
}
