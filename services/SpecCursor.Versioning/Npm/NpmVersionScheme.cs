using System.Collections.Immutable;
using SpecCursor.Versioning.SemVer;

namespace SpecCursor.Versioning.Npm;

/// <summary>npm's versions, read as npm reads them (loose syntax).</summary>
public sealed class NpmVersionScheme : SemVerScheme<NpmVersion>
{
    /// <inheritdoc/>
    public override string Ecosystem => "node";

    /// <inheritdoc/>
    public override long MaximumComponent => NpmVersion.MaximumComponent;

    /// <inheritdoc/>
    public override IPackageVersion? ParseVersion(string text) => NpmVersion.Parse(text);

    /// <inheritdoc/>
    public override IVersionRange? ParseRange(string text)
    {
        var spec = NpmSpec.Parse(text);
        if (spec.Range is null)
            return null;
        return spec.AdmitsEverything ? NpmEverything.Instance : spec.Range;
    }

    internal override NpmVersion Compose(ImmutableArray<long> release, ImmutableArray<PrereleaseIdentifier> prerelease) =>
        new(release[0], release[1], release[2], prerelease, []);

    private protected override RangeRewrite Restyle(string written, NpmVersion version) => NpmRangeStyle.Rewrite(written, version);
}
