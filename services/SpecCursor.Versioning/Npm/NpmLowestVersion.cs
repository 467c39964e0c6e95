using System.Collections.Immutable;
using SpecCursor.Versioning.SemVer;

namespace SpecCursor.Versioning.Npm;

/// <summary>The lowest version of a range (<c>semver.minVersion</c>).</summary>
internal static class NpmLowestVersion
{
    public static NpmVersion? Of(NpmRange range)
    {
        var zero = new NpmVersion(0, 0, 0, [], []);
        if (range.Admits(zero))
            return zero;
        var lowestOfAll = new NpmVersion(0, 0, 0, [PrereleaseIdentifier.Zero], []);
        if (range.Admits(lowestOfAll))
            return lowestOfAll;
        var lowest = range.Sets.Select(LowerBound).Where(bound => bound is not null).Min();
        return lowest is not null && range.Admits(lowest) ? lowest : null;
    }

    private static NpmVersion? LowerBound(ImmutableArray<NpmComparator> set) =>
        set.Where(comparator => comparator.Version is not null && !comparator.IsUpper)
            .Select(comparator => comparator.Symbol == ">" ? After(comparator.Version!) : comparator.Version)
            .Max();

    private static NpmVersion After(NpmVersion version) => version.IsPrerelease
        ? new NpmVersion(version.Major, version.Minor, version.Patch, version.Prerelease.Add(PrereleaseIdentifier.Zero), [])
        : new NpmVersion(version.Major, version.Minor, version.Patch + 1, [], []);
}
