namespace SpecCursor.Versioning.Python;

/// <summary>
/// Python's versions and specifiers by PEP 440, read as the <c>packaging</c> library reads them. Versions that differ only in zeros at the end
/// of the release compare as the same.
/// </summary>
public sealed class PythonVersionScheme : IVersionScheme
{
    /// <inheritdoc/>
    public string Ecosystem => "python";

    /// <inheritdoc/>
    public IPackageVersion? ParseVersion(string text) => PythonVersion.Parse(text);

    /// <inheritdoc/>
    public IVersionRange? ParseRange(string text) => PythonRange.Parse(text);

    /// <inheritdoc/>
    public int Compare(IPackageVersion left, IPackageVersion right) => Own(left).CompareTo(Own(right));

    /// <inheritdoc/>
    public IReadOnlyList<string> ReleaseComponents { get; } = ["epoch", "major", "minor", "micro", "fourth", "fifth"];

    /// <inheritdoc/>
    public int MajorComponents => 2;

    /// <inheritdoc/>
    public long MaximumComponent => PythonVersion.MaximumNumber;

    /// <inheritdoc/>
    public ISuffixOrder OrderSuffixes(IEnumerable<IPackageVersion> versions) => new PythonSuffixOrder(versions.Select(Own));

    /// <inheritdoc/>
    public RangeRewrite Rewrite(string written, IPackageVersion version) => PythonRangeStyle.Rewrite(written, Own(version));

    internal static PythonVersion Own(IPackageVersion version) => version as PythonVersion
        ?? throw new ArgumentException($"'{version?.Text}' is not a version of a Python package.", nameof(version));
}
