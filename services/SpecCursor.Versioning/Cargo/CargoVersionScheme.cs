using System.Collections.Immutable;
using SpecCursor.Versioning.SemVer;

namespace SpecCursor.Versioning.Cargo;

/// <summary>The versions of crates, and the requirements that a <c>Cargo.toml</c> states.</summary>
public sealed class CargoVersionScheme : SemVerScheme<CargoVersion>
{
    /// <inheritdoc/>
    public override string Ecosystem => "rust";

    /// <inheritdoc/>
    public override IPackageVersion? ParseVersion(string text) => CargoVersion.Parse(text);

    /// <inheritdoc/>
    public override IVersionRange? ParseRange(string text) => CargoRequirement.Parse(text)?.ToRange();

    internal override CargoVersion Compose(ImmutableArray<long> release, ImmutableArray<PrereleaseIdentifier> prerelease) =>
        new(release[0], release[1], release[2], prerelease, []);

    private protected override RangeRewrite Restyle(string written, CargoVersion version) => CargoRequirementStyle.Rewrite(written, version);
}
