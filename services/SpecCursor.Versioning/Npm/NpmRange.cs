using System.Collections.Immutable;

namespace SpecCursor.Versioning.Npm;

/// <summary>
/// A range of npm versions, as the <c>semver</c> npm package understands it without <c>includePrerelease</c>.
/// </summary>
public sealed class NpmRange : IVersionRange
{
    internal NpmRange(ImmutableArray<ImmutableArray<NpmComparator>> sets)
    {
        Sets = sets;
        var text = string.Join("||", sets.Select(set => string.Join(' ', set.Select(comparator => comparator.Text))));
        Text = text.Length == 0 ? "*" : text;
        Alternatives = [.. sets.Select(ToNeutral)];
    }

    /// <inheritdoc/>
    public string Text { get; }

    /// <inheritdoc/>
    public ImmutableArray<ComparatorSet> Alternatives { get; }

    internal ImmutableArray<ImmutableArray<NpmComparator>> Sets { get; }

    /// <summary>Reads a range; null when the text is none. Dist-tags, addresses and aliases are none: see <see cref="NpmSpec"/>.</summary>
    public static NpmRange? Parse(string text, NpmSyntax syntax = NpmSyntax.Loose)
    {
        ArgumentNullException.ThrowIfNull(text);
        return NpmRangeParser.Parse(text, syntax);
    }

    /// <summary>Whether the version lies in the range.</summary>
    public bool Admits(NpmVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return Sets.Any(set => Admits(set, version));
    }

    /// <inheritdoc/>
    bool IVersionRange.Admits(IPackageVersion version) => Admits(NpmVersion.Own(version));

    /// <summary>The newest of the versions that lies in the range; null when none does.</summary>
    public NpmVersion? NewestOf(IEnumerable<NpmVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return versions.Where(Admits).Aggregate((NpmVersion?)null, (newest, version) => newest is null || version > newest ? version : newest);
    }

    /// <summary>The lowest version, published or not, that the range admits; null when it admits none.</summary>
    public NpmVersion? Lowest() => NpmLowestVersion.Of(this);

    /// <summary>
    /// Whether <c>semver.subset</c> finds this range inside the other: every alternative inside a single one of the other's. It says no
    /// in some cases where the union of several would do.
    /// </summary>
    public bool IsSubsetOf(NpmRange other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return NpmSubset.IsSubset(this, other);
    }

    internal static bool Admits(ImmutableArray<NpmComparator> set, NpmVersion version)
    {
        if (!set.All(comparator => comparator.Test(version)))
            return false;
        return !version.IsPrerelease
            || set.Any(comparator => comparator.Version is { IsPrerelease: true } bound && bound.HasSameRelease(version));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static ComparatorSet ToNeutral(ImmutableArray<NpmComparator> set) => new(
        [.. set.Where(comparator => comparator.Version is not null).Select(comparator => comparator.ToNeutral())],
        PrereleaseRule.SameRelease);
}
