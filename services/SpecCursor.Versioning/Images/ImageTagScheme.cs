namespace SpecCursor.Versioning.Images;

/// <summary>The tags of container images, as far as they name versions.</summary>
public sealed class ImageTagScheme : IVersionScheme
{
    /// <inheritdoc/>
    public string Ecosystem => "dockerfile";

    /// <inheritdoc/>
    public IReadOnlyList<string> ReleaseComponents { get; } = ["major", "minor", "patch", "revision"];

    /// <inheritdoc/>
    public long MaximumComponent => ImageTag.MaximumComponent;

    /// <inheritdoc/>
    public IPackageVersion? ParseVersion(string text) => ImageTag.Parse(text);

    /// <inheritdoc/>
    public IVersionRange? ParseRange(string text) => ImageTag.Parse(text) is { } tag ? new ImageRange(tag) : null;

    /// <inheritdoc/>
    public int Compare(IPackageVersion left, IPackageVersion right) => Own(left).CompareTo(Own(right));

    /// <inheritdoc/>
    public ISuffixOrder OrderSuffixes(IEnumerable<IPackageVersion> versions) => new ImageSuffixOrder(versions.Select(Own));

    /// <inheritdoc/>
    public RangeRewrite Rewrite(string written, IPackageVersion version) => ImageTagStyle.Rewrite(written, Own(version));

    internal static ImageTag Own(IPackageVersion version) => version as ImageTag
        ?? throw new ArgumentException($"'{version?.Text}' is not a tag of a container image.", nameof(version));
}
