using System.Collections.Immutable;
using SpecCursor.Versioning.SemVer;

namespace SpecCursor.Versioning.Cargo;

/// <summary>A version requirement, as the <c>semver</c> crate reads it from a manifest.</summary>
internal sealed record CargoRequirement
{
    private const int MaximumComparators = 32;

    private CargoRequirement(string text, ImmutableArray<CargoComparator> comparators) => (Text, Comparators) = (text, comparators);

    /// <summary>The text as written.</summary>
    public string Text { get; }

    /// <summary>What a version has to match, all of it; nothing for <c>*</c>.</summary>
    public ImmutableArray<CargoComparator> Comparators { get; }

    /// <summary>Reads a requirement; null when the text is none.</summary>
    public static CargoRequirement? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Trim(' ') is "*" or "x" or "X")
            return new CargoRequirement(text, []);
        var comparators = ImmutableArray.CreateBuilder<CargoComparator>();
        var cursor = new SemVerCursor(text);
        do
        {
            if (comparators.Count == MaximumComparators || Comparator(ref cursor) is not { } comparator)
                return null;
            comparators.Add(comparator);
        }
        while (cursor.Skip(','));
        return cursor.AtEnd ? new CargoRequirement(text, comparators.ToImmutable()) : null;
    }

    /// <summary>
    /// The range of versions that match. A prerelease matches only with a comparator that is a prerelease of the same numbers; of all other
    /// numbers only releases match, and bounds there need no prerelease themselves.
    /// </summary>
    public SemVerRange<CargoVersion> ToRange()
    {
        var open = Comparators.Where(comparator => !comparator.Prerelease.IsEmpty).Select(comparator => comparator.Start)
            .Where(version => !Comparators.Any(comparator => comparator.RefusesPrereleasesOf(version)))
            .ToList();
        var bounds = Comparators.SelectMany(comparator => comparator.Bounds)
            .Select(bound => open.Exists(version => version.HasSameRelease(Bound(bound))) ? bound : AmongReleases(bound));
        return new SemVerRange<CargoVersion>(new ComparatorSet([.. bounds.Distinct()], PrereleaseRule.SameRelease));
    }

    /// <summary>The bound that means the same for all versions but prereleases of its own numbers.</summary>
    private static VersionComparator AmongReleases(VersionComparator comparator)
    {
        if (!comparator.Bound.IsPrerelease)
            return comparator;
        var release = Bound(comparator).ToRelease();
        return comparator.Operator switch
        {
            ComparisonOperator.Less or ComparisonOperator.LessOrEqual => new VersionComparator(ComparisonOperator.Less, release),
            ComparisonOperator.Equal => CargoComparator.Nothing,
            _ => new VersionComparator(ComparisonOperator.GreaterOrEqual, release),
        };
    }

    private static CargoVersion Bound(VersionComparator comparator) => (CargoVersion)comparator.Bound;

    private static CargoComparator? Comparator(ref SemVerCursor cursor)
    {
        cursor.SkipSpaces();
        var sign = Operator(ref cursor);
        cursor.SkipSpaces();
        var start = cursor.Position;
        if (!cursor.Number(out var major) || !Follows(ref cursor, out var minor, out var minorIsWild) || !Follows(ref cursor, out var patch, out var patchIsWild))
            return null;
        if (minorIsWild && patch is not null)
            return null;
        ImmutableArray<PrereleaseIdentifier> prerelease = [];
        if (patch is not null && !(cursor.Prerelease(out prerelease) && cursor.Build(out _)))
            return null;
        var end = cursor.Position;
        cursor.SkipSpaces();
        return new CargoComparator
        {
            Operator = sign ?? (minorIsWild || patchIsWild ? CargoOperator.Wildcard : CargoOperator.Caret),
            Major = major,
            Minor = minor,
            Patch = patch,
            Prerelease = prerelease,
            Place = start..end,
        };
    }

    /// <summary>The operator; null where there is none.</summary>
    private static CargoOperator? Operator(ref SemVerCursor cursor)
    {
        if (cursor.Skip('>'))
            return cursor.Skip('=') ? CargoOperator.GreaterOrEqual : CargoOperator.Greater;
        if (cursor.Skip('<'))
            return cursor.Skip('=') ? CargoOperator.LessOrEqual : CargoOperator.Less;
        return cursor.Skip('=') ? CargoOperator.Exact
            : cursor.Skip('~') ? CargoOperator.Tilde
            : cursor.Skip('^') ? CargoOperator.Caret
            : null;
    }

    /// <summary>Reads a dot with a number or a wildcard behind it, or nothing. False when something else follows the dot.</summary>
    private static bool Follows(ref SemVerCursor cursor, out long? number, out bool isWild)
    {
        (number, isWild) = (null, false);
        if (!cursor.Skip('.'))
            return true;
        isWild = cursor.Skip('*') || cursor.Skip('x') || cursor.Skip('X');
        if (isWild)
            return true;
        var isNumber = cursor.Number(out var read);
        number = read;
        return isNumber;
    }
}
