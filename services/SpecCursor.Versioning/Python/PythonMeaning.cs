using System.Collections.Immutable;

namespace SpecCursor.Versioning.Python;

/// <summary>
/// What a specifier means in intervals. Development releases make this possible: <c>1.2.dev0</c> is the very oldest of 1.2, so it bounds all that
/// starts with 1.1 from above, and <c>1.2.post0.dev0</c> follows directly on the local versions of 1.2.
/// </summary>
internal static class PythonMeaning
{
    /// <summary>The intervals that it admits, in order; null where intervals don't say it.</summary>
    /// <param name="specifier">One specifier.</param>
    /// <param name="prereleases">Whether prereleases get into the list that it belongs to.</param>
    public static ImmutableArray<PythonInterval>? Of(PythonSpecifier specifier, PrereleaseRule prereleases) => specifier switch
    {
        { Version: not { } } => null,
        { Operator: "==" } => [Equal(specifier)],
        { Operator: "!=" } => Equal(specifier).Complement(),
        { Operator: "~=", Version: { } version } => [PythonInterval.Between(version, After(version, version.Segments[..^1]))],
        { Operator: ">=", Version: { } version } => [PythonInterval.From(version)],
        { Operator: "<=", Version: { } version } => [PythonInterval.Below(AfterLocals(version))],
        { Operator: "<", Version: { } version } => Less(version, prereleases),
        { Version: { } version } => Greater(version),
    };

    private static PythonInterval Equal(PythonSpecifier specifier)
    {
        var version = specifier.Version!;
        return specifier.IsPrefix ? PythonInterval.Between(version.With(PythonSuffix.First), After(version, version.Segments))
            : version.Suffix.Local.IsEmpty ? PythonInterval.Between(version, AfterLocals(version))
            : PythonInterval.Only(version);
    }

    /// <summary>
    /// Prereleases of the very release are left out, unless the bound is a prerelease itself. Before a post-release this leaves holes, which
    /// releases of <c>packaging</c> don't agree on.
    /// </summary>
    private static ImmutableArray<PythonInterval>? Less(PythonVersion version, PrereleaseRule prereleases)
    {
        if (version.IsPrerelease || prereleases == PrereleaseRule.Never)
            return [PythonInterval.Below(version)];
        return version.IsPostrelease ? null : [PythonInterval.Below(version.With(PythonSuffix.First))];
    }

    /// <summary>
    /// Post-releases and local versions of the very release are left out. Where others of that release are newer than the bound this leaves
    /// holes without end, which releases of <c>packaging</c> don't agree on either.
    /// </summary>
    private static ImmutableArray<PythonInterval>? Greater(PythonVersion version) => version.IsPrerelease || version.IsPostrelease
        ? null
        : [PythonInterval.From(version.With(PythonSuffix.BeyondPosts))];

    /// <summary>The oldest version that is newer than all that start with these release numbers.</summary>
    private static PythonVersion After(PythonVersion version, ImmutableArray<long> segments) =>
        new(version.Epoch, PythonNumbers.Next(segments), PythonSuffix.First);

    /// <summary>The oldest version that is newer than this one and all of its local versions.</summary>
    private static PythonVersion AfterLocals(PythonVersion version) => version.With(version.Suffix.NextPublic());
}
