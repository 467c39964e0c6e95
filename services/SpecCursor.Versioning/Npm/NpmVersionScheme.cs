namespace SpecCursor.Versioning.Npm;

/// <summary>npm's versions, read as npm reads them (loose syntax).</summary>
public sealed class NpmVersionScheme : IVersionScheme
{
    /// <inheritdoc/>
    public string Ecosystem => "node";

    /// <inheritdoc/>
    public IPackageVersion? ParseVersion(string text) => NpmVersion.Parse(text);

    /// <inheritdoc/>
    public IVersionRange? ParseRange(string text)
    {
        var spec = NpmSpec.Parse(text);
        if (spec.Range is null)
            return null;
        return spec.AdmitsEverything ? NpmEverything.Instance : spec.Range;
    }

    /// <inheritdoc/>
    public int Compare(IPackageVersion left, IPackageVersion right) => Own(left).CompareTo(Own(right));

    /// <inheritdoc/>
    public IReadOnlyList<string> ReleaseComponents { get; } = ["major", "minor", "patch"];

    /// <inheritdoc/>
    public long MaximumComponent => NpmVersion.MaximumComponent;

    /// <inheritdoc/>
    public ISuffixOrder OrderSuffixes(IEnumerable<IPackageVersion> versions) => new NpmSuffixOrder(versions.Select(Own));

    /// <inheritdoc/>
    public RangeRewrite Rewrite(string written, IPackageVersion version) => NpmRangeStyle.Rewrite(written, Own(version));

    internal static NpmVersion Own(IPackageVersion version) => version as NpmVersion
        ?? throw new ArgumentException($"'{version?.Text}' is not a version of an npm package.", nameof(version));
}
