using System.Collections.Immutable;
using SpecCursor.Versioning.SemVer;

namespace SpecCursor.Versioning.Go;

/// <summary>
/// The versions of Go modules. What a <c>go.mod</c> states is a minimum: the build gets the highest of all minimums (minimal version
/// selection, research.swtch.com/vgo-mvs), whichever of a module's versions that is. Only <em>a module</em> ends where its path does.
/// From v2 on the path bears the major, so the range ends before the next one. A path without a major has v0, v1 and, of modules that
/// ignore the rule, the higher <c>+incompatible</c> ones, so the range has no end.
/// </summary>
public sealed class GoVersionScheme : SemVerScheme<GoVersion>
{
    /// <inheritdoc/>
    public override string Ecosystem => "go";

    /// <inheritdoc/>
    public override IPackageVersion? ParseVersion(string text) => GoVersion.Parse(text);

    /// <inheritdoc/>
    public override IVersionRange? ParseRange(string text) => GoVersion.Parse(text) is { } minimum
        ? new SemVerRange<GoVersion>(new ComparatorSet([new(ComparisonOperator.GreaterOrEqual, minimum), .. End(minimum)], PrereleaseRule.Always))
        : null;

    internal override GoVersion Compose(ImmutableArray<long> release, ImmutableArray<PrereleaseIdentifier> prerelease) =>
        new(release[0], release[1], release[2], prerelease, []);

    private protected override RangeRewrite Restyle(string written, GoVersion version) => GoVersion.Parse(written) is null
        ? RangeRewrite.Refused($"'{written}' is not a version that a go.mod can require")
        : RangeRewrite.To(version.Text);

    private static ImmutableArray<VersionComparator> End(GoVersion minimum) =>
        minimum.IsIncompatible || minimum.Major is < 2 or long.MaxValue
            ? []
            : [new(ComparisonOperator.Less, new GoVersion(minimum.Major + 1, 0, 0, [PrereleaseIdentifier.Zero], []))];
}
