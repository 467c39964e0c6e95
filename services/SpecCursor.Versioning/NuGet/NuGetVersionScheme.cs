namespace SpecCursor.Versioning.NuGet;

/// <summary>NuGet's versions, read by NuGet's own library.</summary>
public sealed class NuGetVersionScheme : IVersionScheme
{
    /// <inheritdoc/>
    public string Ecosystem => "dotnet";

    /// <inheritdoc/>
    public IReadOnlyList<string> ReleaseComponents { get; } = ["major", "minor", "patch", "revision"];

    /// <inheritdoc/>
    public long MaximumComponent => int.MaxValue;

    /// <inheritdoc/>
    public IPackageVersion? ParseVersion(string text) => NuGetPackageVersion.Parse(text);

    /// <inheritdoc/>
    public IVersionRange? ParseRange(string text) => NuGetRange.Parse(text);

    /// <inheritdoc/>
    public int Compare(IPackageVersion left, IPackageVersion right) => Own(left).CompareTo(Own(right));

    /// <inheritdoc/>
    public ISuffixOrder OrderSuffixes(IEnumerable<IPackageVersion> versions) => new NuGetSuffixOrder(versions.Select(Own));

    /// <inheritdoc/>
    public RangeRewrite Rewrite(string written, IPackageVersion version) => NuGetRangeStyle.Rewrite(written, Own(version));

    internal static NuGetPackageVersion Own(IPackageVersion version) => version as NuGetPackageVersion
        ?? throw new ArgumentException($"'{version?.Text}' is not a version of a NuGet package.", nameof(version));
}
