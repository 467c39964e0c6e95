using System.Collections.Immutable;

namespace SpecCursor.Versioning;

/// <summary>
/// A version of one ecosystem. Every ecosystem that we know orders versions by a tuple of numbers first and by a suffix
/// (prerelease, post-release and the like) second, which is what makes them comparable in integer arithmetic.
/// </summary>
public interface IPackageVersion
{
    /// <summary>The canonical text, without build metadata where the ecosystem's order ignores it.</summary>
    string Text { get; }

    /// <summary>The numbers that are compared first, most significant first; as many for every version of an ecosystem.</summary>
    ImmutableArray<long> Release { get; }

    /// <summary>Whether the version precedes the release that bears the same numbers, or the post-release where the ecosystem has such.</summary>
    bool IsPrerelease { get; }
}
