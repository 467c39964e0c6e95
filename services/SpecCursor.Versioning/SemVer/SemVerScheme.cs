using System.Collections.Immutable;

namespace SpecCursor.Versioning.SemVer;

/// <summary>What the schemes whose versions follow Semantic Versioning have in common.</summary>
/// <typeparam name="TVersion">The ecosystem's version.</typeparam>
public abstract class SemVerScheme<TVersion> : IVersionScheme
    where TVersion : SemVerVersion<TVersion>
{
    private protected SemVerScheme()
    {
    }

    /// <inheritdoc/>
    public abstract string Ecosystem { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ReleaseComponents { get; } = ["major", "minor", "patch"];

    /// <inheritdoc/>
    public virtual long MaximumComponent => long.MaxValue;

    /// <inheritdoc/>
    public abstract IPackageVersion? ParseVersion(string text);

    /// <inheritdoc/>
    public abstract IVersionRange? ParseRange(string text);

    /// <inheritdoc/>
    public int Compare(IPackageVersion left, IPackageVersion right) =>
        SemVerVersion<TVersion>.Own(left).CompareTo(SemVerVersion<TVersion>.Own(right));

    /// <inheritdoc/>
    public ISuffixOrder OrderSuffixes(IEnumerable<IPackageVersion> versions) =>
        new SemVerSuffixOrder<TVersion>(this, versions.Select(SemVerVersion<TVersion>.Own));

    /// <inheritdoc/>
    public RangeRewrite Rewrite(string written, IPackageVersion version)
    {
        ArgumentNullException.ThrowIfNull(written);
        return Restyle(written, SemVerVersion<TVersion>.Own(version));
    }

    /// <summary>The version with these numbers and this prerelease.</summary>
    internal abstract TVersion Compose(ImmutableArray<long> release, ImmutableArray<PrereleaseIdentifier> prerelease);

    private protected abstract RangeRewrite Restyle(string written, TVersion version);
}
