using System.Collections.Immutable;

namespace SpecCursor.Versioning;

/// <summary>A range of versions in an ecosystem's own syntax.</summary>
public interface IVersionRange
{
    /// <summary>The canonical text, in bounds and alternatives only.</summary>
    string Text { get; }

    /// <summary>The meaning: a version lies in the range when one of the alternatives (OR) admits it.</summary>
    ImmutableArray<ComparatorSet> Alternatives { get; }

    /// <summary>Whether the version lies in the range.</summary>
    /// <exception cref="ArgumentException">The version is of another ecosystem.</exception>
    bool Admits(IPackageVersion version);
}
