namespace SpecCursor.Versioning;

/// <summary>
/// The versions of one ecosystem: how they are written, ordered and constrained. One folder each; nothing outside that
/// folder knows the syntax.
/// </summary>
public interface IVersionScheme
{
    /// <summary>The ecosystem's name, as in the REST API (<c>node</c>, <c>rust</c>, …).</summary>
    string Ecosystem { get; }

    /// <summary>Reads a version as leniently as the ecosystem's tool does; null when it is none.</summary>
    IPackageVersion? ParseVersion(string text);

    /// <summary>
    /// Reads what a manifest writes beside a dependency's name; null when that is no range of versions of a registry
    /// package (<see cref="Rewrite"/> tells the reason).
    /// </summary>
    IVersionRange? ParseRange(string text);

    /// <summary>Compares by the ecosystem's own order: negative, zero or positive. Zero may also mean that only build metadata differs.</summary>
    /// <exception cref="ArgumentException">A version is of another ecosystem.</exception>
    int Compare(IPackageVersion left, IPackageVersion right);

    /// <summary>The names of the numbers in <see cref="IPackageVersion.Release"/>, most significant first: letters only.</summary>
    IReadOnlyList<string> ReleaseComponents { get; }

    /// <summary>How many of <see cref="ReleaseComponents"/> stay the same in what the ecosystem calls a minor upgrade: those up to the major number.</summary>
    int MajorComponents => 1;

    /// <summary>The largest number that the ecosystem's tool accepts in <see cref="IPackageVersion.Release"/>.</summary>
    long MaximumComponent { get; }

    /// <summary>Ranks the suffixes of the given versions.</summary>
    /// <exception cref="ArgumentException">A version is of another ecosystem.</exception>
    ISuffixOrder OrderSuffixes(IEnumerable<IPackageVersion> versions);

    /// <summary>
    /// Writes the range of <paramref name="written"/> for another version in the same style (caret stays caret, exact stays
    /// exact, the number of components stays where it can), or says why that can't be done.
    /// </summary>
    /// <exception cref="ArgumentException">The version is of another ecosystem.</exception>
    RangeRewrite Rewrite(string written, IPackageVersion version);
}
