using System.Collections.Immutable;
using NuGet.Versioning;

namespace SpecCursor.Versioning.NuGet;

/// <summary>
/// A range as <c>PackageReference</c> writes it. It admits prereleases wherever they lie between its bounds, although NuGet itself takes one only
/// where a bound or float names one. A floating range admits what its asterisk stands for, from its minimum on; that NuGet takes the lowest
/// version above that when nothing published matches is not what was asked for and does not count.
/// </summary>
public sealed class NuGetRange : IVersionRange
{
    private readonly VersionRange _range;

    private NuGetRange(VersionRange range, ImmutableArray<ComparatorSet> alternatives)
    {
        _range = range;
        Alternatives = alternatives;
        Text = range.IsFloating ? range.OriginalString!.Trim() : range.ToNormalizedString();
    }

    /// <summary>As NuGet normalizes it; floats as written, since the normal form of <c>1.2*</c>, which is 1.20 at least, forgets that.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public ImmutableArray<ComparatorSet> Alternatives { get; }

    /// <summary>Whether NuGet takes the highest version that the range admits; otherwise it takes the lowest.</summary>
    public bool IsFloating => _range.IsFloating;

    /// <summary>
    /// Reads a range; null when NuGet finds none in the text, and where a float admits versions that no bounds tell from others: numbers and named
    /// labels at once (<c>1.*-beta*</c>), or labels by the first digits of a number (<c>1.0-beta.1*</c>).
    /// </summary>
    public static NuGetRange? Parse(string text) => VersionRange.TryParse(text, out var range) && NuGetBounds.Of(range) is { } alternatives
        ? new NuGetRange(range, alternatives)
        : null;

    /// <inheritdoc/>
    public bool Admits(IPackageVersion version)
    {
        var own = NuGetVersionScheme.Own(version).Version;
        return _range.Satisfies(own) && (!IsFloating || _range.Float!.Satisfies(own));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
