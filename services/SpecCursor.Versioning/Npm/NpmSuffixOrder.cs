using System.Collections.Immutable;

namespace SpecCursor.Versioning.Npm;

/// <summary>
/// Prereleases in order, with one more wherever another fits in between. The least prerelease is <c>0</c>, and the next after <c>p</c> is <c>p.0</c>,
/// so between two neighbours <c>p</c> and <c>q</c> there is room exactly when <c>p.0</c> precedes <c>q</c>.
/// </summary>
internal sealed class NpmSuffixOrder : ISuffixOrder
{
    private readonly ImmutableArray<NpmVersion> _prereleases;

    public NpmSuffixOrder(IEnumerable<NpmVersion> versions)
    {
        var named = versions.Where(version => version.IsPrerelease).Select(version => Bare(version.Prerelease)).ToList();
        var between = named.Select(version => Bare(version.Prerelease.Add(PrereleaseIdentifier.Zero)));
        var ordered = new List<NpmVersion>();
        foreach (var version in named.Concat(between).Append(Bare([PrereleaseIdentifier.Zero])).Order())
        {
            if (ordered.Count == 0 || ordered[^1].CompareTo(version) != 0)
                ordered.Add(version);
        }

        _prereleases = [.. ordered];
    }

    public int Count => _prereleases.Length + 1;

    public int ReleaseRank => _prereleases.Length;

    public int RankOf(IPackageVersion version)
    {
        var own = NpmVersionScheme.Own(version);
        if (!own.IsPrerelease)
            return ReleaseRank;
        var rank = _prereleases.BinarySearch(Bare(own.Prerelease));
        return rank >= 0 ? rank : throw new ArgumentException($"The prerelease of '{own.Text}' was not among the versions that were ranked.", nameof(version));
    }

    public IPackageVersion Compose(ImmutableArray<long> release, int rank) =>
        new NpmVersion(release[0], release[1], release[2], rank == ReleaseRank ? [] : _prereleases[rank].Prerelease, []);

    private static NpmVersion Bare(ImmutableArray<PrereleaseIdentifier> prerelease) => new(0, 0, 0, prerelease, []);
}
