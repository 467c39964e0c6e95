using System.Collections.Immutable;

namespace SpecCursor.Versioning.Npm;

/// <summary>Whether one range lies inside another, by the rules of <c>semver.subset</c> without <c>includePrerelease</c>.</summary>
internal static class NpmSubset
{
    private static readonly ImmutableArray<NpmComparator> s_everything = FromZero();

    public static bool IsSubset(NpmRange inner, NpmRange outer)
    {
        var sawSatisfiable = false;
        foreach (var alternative in inner.Sets)
        {
            var isInside = false;
            foreach (var candidate in outer.Sets)
            {
                var answer = IsSubset(alternative, candidate);
                sawSatisfiable |= answer is not null;
                isInside = answer == true;
                if (isInside)
                    break;
            }

            if (!isInside && sawSatisfiable)
                return false;
        }

        return true;
    }

    /// <summary>Null when the inner alternative admits nothing.</summary>
    private static bool? IsSubset(ImmutableArray<NpmComparator> inner, ImmutableArray<NpmComparator> outer)
    {
        if (inner.SequenceEqual(outer))
            return true;
        var innerIsAny = inner is [{ Version: null }];
        var outerIsAny = outer is [{ Version: null }];
        var bounds = NpmBounds.Of(innerIsAny ? s_everything : inner);
        if (bounds.IsEmpty)
            return null;
        var outerSet = outerIsAny ? s_everything : outer;
        if (bounds.Exact is { } exact)
            return outerSet.All(comparator => NpmRange.Admits([comparator], exact));
        return IsIntervalInside(bounds, outerSet);
    }

    private static bool IsIntervalInside(NpmBounds bounds, ImmutableArray<NpmComparator> outer)
    {
        if (outer.Any(comparator => !IsEndInside(bounds.Lower, comparator, isLower: true)
            || !IsEndInside(bounds.Upper, comparator, isLower: false)
            || (!comparator.IsLower && !comparator.IsUpper && !bounds.IsPoint)))
        {
            return false;
        }

        var isOpenAbove = bounds.Upper is null && outer.Any(comparator => comparator.IsUpper);
        var isOpenBelow = bounds.Lower is null && outer.Any(comparator => comparator.IsLower);
        return !isOpenAbove && !isOpenBelow && PrereleasesMatch(bounds.Lower, outer) && PrereleasesMatch(bounds.Upper, outer);
    }

    private static bool IsEndInside(NpmComparator? end, NpmComparator outer, bool isLower)
    {
        if (end is null)
            return true;
        var isSameSide = isLower ? outer.IsLower : outer.IsUpper;
        if (isSameSide)
            return ReferenceEquals(NpmBounds.Tighter(end, outer), end);
        return !end.Symbol.EndsWith('=') || outer.Test(end.Version!);
    }

    /// <summary>A prerelease end lets in prereleases of its own numbers, which the outer range lets in only with such a bound itself.</summary>
    private static bool PrereleasesMatch(NpmComparator? end, ImmutableArray<NpmComparator> outer)
    {
        if (end?.Version is not { IsPrerelease: true } version || end is { Symbol: "<", Version.Prerelease: [{ Text: "0" }] })
            return true;
        return outer.Any(comparator => comparator.Version is { IsPrerelease: true } bound && bound.HasSameRelease(version));
    }

    private static ImmutableArray<NpmComparator> FromZero() =>
        NpmComparator.TryMatch(">=0.0.0", NpmSyntax.Strict, out var comparator) ? [comparator!] : [];
}
