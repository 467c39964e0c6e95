using System.Collections.Immutable;

namespace SpecCursor.Versioning.Python;

/// <summary>
/// A range of Python versions: specifiers of PEP 440, all of which have to hold. It admits what <c>SpecifierSet.contains</c> of
/// <c>packaging</c> does by default, as pip up to 24.0 ships it: no prereleases, unless one of <c>==</c>, <c>&gt;=</c>, <c>&lt;=</c> and
/// <c>~=</c> names one, and then all of them. That pip itself falls back to prereleases where a package has nothing else is a matter of what is
/// published, not of the range.
/// </summary>
public sealed class PythonRange : IVersionRange
{
    private readonly ImmutableArray<PythonInterval> _intervals;
    private readonly PrereleaseRule _prereleases;

    private PythonRange(string text, ImmutableArray<PythonInterval> intervals, PrereleaseRule prereleases)
    {
        Text = text;
        _intervals = intervals;
        _prereleases = prereleases;
        Alternatives = [.. intervals.Select(interval => new ComparatorSet(interval.ToNeutral(), prereleases))];
    }

    /// <summary>The specifiers in normal form and order; <c>*</c> when there are none.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public ImmutableArray<ComparatorSet> Alternatives { get; }

    /// <summary>
    /// Reads a range; null when the text is none, or none that bounds can say: <c>===</c> compares texts, and <c>&gt;</c> with a prerelease or
    /// post-release leaves out single versions, as <c>&lt;</c> with a post-release does where prereleases are let in.
    /// </summary>
    public static PythonRange? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PythonSpecifierSet.Parse(text) is { } set ? Of([.. set.Specifiers]) : null;
    }

    /// <summary>Whether the version lies in the range.</summary>
    public bool Admits(PythonVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return (_prereleases == PrereleaseRule.Always || !version.IsPrerelease)
            && !version.Suffix.IsBeyondPosts
            && _intervals.Any(interval => interval.Contains(version));
    }

    /// <inheritdoc/>
    bool IVersionRange.Admits(IPackageVersion version) => Admits(PythonVersionScheme.Own(version));

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static PythonRange? Of(IReadOnlyList<PythonSpecifier> specifiers)
    {
        var prereleases = specifiers.Any(specifier => specifier.NamesPrerelease) ? PrereleaseRule.Always : PrereleaseRule.Never;
        IReadOnlyList<PythonInterval> intervals = [PythonInterval.Everything];
        foreach (var specifier in specifiers)
        {
            if (PythonMeaning.Of(specifier, prereleases) is not { } meaning)
                return null;
            intervals = [.. intervals.SelectMany(interval => meaning.Select(interval.Intersect)).OfType<PythonInterval>()];
        }

        var texts = specifiers.Select(specifier => specifier.Text).Distinct().Order(StringComparer.Ordinal).ToList();
        return new PythonRange(texts.Count == 0 ? "*" : string.Join(',', texts), [.. intervals], prereleases);
    }
}
