using System.Collections.Immutable;
using NuGet.Versioning;

namespace SpecCursor.Versioning.NuGet;

/// <summary>What NuGet's ranges come down to in bounds.</summary>
internal static class NuGetBounds
{
    private static readonly ImmutableArray<string> s_least = [NuGetLabels.Least];

    /// <summary>Null where no bounds say what the range says.</summary>
    public static ImmutableArray<ComparatorSet>? Of(VersionRange range)
    {
        if (!range.IsFloating)
            return [Any([.. Written(range)])];
        var minimum = new NuGetPackageVersion(range.MinVersion!);
        var isUnnamed = string.IsNullOrEmpty(range.Float!.OriginalReleasePrefix);
        return range.Float.FloatBehavior switch
        {
            NuGetVersionFloatBehavior.Major => [Releases(range)],
            NuGetVersionFloatBehavior.Minor => [Releases(range, Next(minimum, 1, []))],
            NuGetVersionFloatBehavior.Patch => [Releases(range, Next(minimum, 2, []))],
            NuGetVersionFloatBehavior.Revision => [Releases(range, Next(minimum, 3, []))],
            NuGetVersionFloatBehavior.AbsoluteLatest => [Any([.. Written(range)])],
            NuGetVersionFloatBehavior.PrereleaseMajor when isUnnamed => [Any([.. Written(range)])],
            NuGetVersionFloatBehavior.PrereleaseMinor when isUnnamed => [Any([.. Written(range), .. Next(minimum, 1, s_least)])],
            NuGetVersionFloatBehavior.PrereleasePatch when isUnnamed => [Any([.. Written(range), .. Next(minimum, 2, s_least)])],
            NuGetVersionFloatBehavior.PrereleaseRevision when isUnnamed => [Any([.. Written(range), .. Next(minimum, 3, s_least)])],
            NuGetVersionFloatBehavior.Prerelease => Prerelease(range, minimum),
            _ => null,
        };
    }

    /// <summary>Prereleases of one version by the beginning of their labels, and that version itself.</summary>
    private static ImmutableArray<ComparatorSet>? Prerelease(VersionRange range, NuGetPackageVersion minimum)
    {
        if (NuGetLabels.After(range.Float!.OriginalReleasePrefix ?? string.Empty) is not { } after)
            return null;
        var end = new VersionComparator(ComparisonOperator.Less, new NuGetPackageVersion(minimum.Release, after));
        var release = new VersionComparator(ComparisonOperator.Equal, new NuGetPackageVersion(minimum.Release, []));
        return [Any([.. Written(range), end]), Any([.. Written(range), release])];
    }

    private static ComparatorSet Any(ImmutableArray<VersionComparator> bounds) => new(bounds, PrereleaseRule.Always);

    /// <summary>
    /// Without a bound that is a prerelease the rule lets none in. Only the upper one may be written as such, and of releases it admits those
    /// before its own.
    /// </summary>
    private static ComparatorSet Releases(VersionRange range, params ReadOnlySpan<VersionComparator> more) => new(
        [.. Written(range).Select(bound => bound.Bound.IsPrerelease
            ? new VersionComparator(ComparisonOperator.Less, new NuGetPackageVersion(bound.Bound.Release, []))
            : bound), .. more],
        PrereleaseRule.SameRelease);

    private static IEnumerable<VersionComparator> Written(VersionRange range)
    {
        var (above, below) = (
            range.IsMinInclusive ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater,
            range.IsMaxInclusive ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less);
        if (range.HasLowerBound)
            yield return new(above, new NuGetPackageVersion(range.MinVersion));
        if (range.HasUpperBound)
            yield return new(below, new NuGetPackageVersion(range.MaxVersion));
    }

    /// <summary>The bound below all versions whose first numbers, as many as are fixed, are higher; none where there are none.</summary>
    private static VersionComparator[] Next(NuGetPackageVersion minimum, int fixedNumbers, ImmutableArray<string> labels)
    {
        var numbers = minimum.Release.Take(fixedNumbers).ToList();
        while (numbers is [.., int.MaxValue])
            numbers.RemoveAt(numbers.Count - 1);
        if (numbers.Count == 0)
            return [];
        numbers[^1]++;
        var release = numbers.Concat(Enumerable.Repeat(0L, minimum.Release.Length - numbers.Count));
        return [new(ComparisonOperator.Less, new NuGetPackageVersion([.. release], labels))];
    }
}
