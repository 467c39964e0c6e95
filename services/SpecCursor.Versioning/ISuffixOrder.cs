using System.Collections.Immutable;

namespace SpecCursor.Versioning;

/// <summary>
/// Ranks for what versions bear behind their release numbers, such that comparing release numbers and then ranks is comparing versions.
/// A solver can reason about integers but not about <c>beta.2</c>. The ranks are those that a given set of versions tells apart, and every one of
/// them stands for some version that could be published: for each version whatsoever there is a rank with which it compares alike to all
/// versions of the set. So a claim about all ranks is a claim about all versions, and a counterexample is always a real one.
/// </summary>
public interface ISuffixOrder
{
    /// <summary>How many ranks there are, from 0; at least 1.</summary>
    int Count { get; }

    /// <summary>
    /// The rank of versions without suffix. Smaller ranks are prereleases; greater ones, where the ecosystem has such, are what follows a
    /// release under its numbers, such as post-releases and their own prereleases.
    /// </summary>
    int ReleaseRank { get; }

    /// <summary>The rank of a version of the set.</summary>
    /// <exception cref="ArgumentException">The version's suffix occurs in no version of the set.</exception>
    int RankOf(IPackageVersion version);

    /// <summary>A version with these release numbers whose suffix has this rank.</summary>
    IPackageVersion Compose(ImmutableArray<long> release, int rank);
}
