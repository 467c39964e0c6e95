using System.Collections.Immutable;

namespace SpecCursor.Versioning.SemVer;

/// <summary>
/// Prereleases in order, with one more wherever another fits in between. The least prerelease is <c>0</c>, and the next after <c>p</c> is <c>p.0</c>,
/// so between two neighbours <c>p</c> and <c>q</c> there is room exactly when <c>p.0</c> precedes <c>q</c>.
/// </summary>
internal sealed class SemVerSuffixOrder<TVersion> : ISuffixOrder
    where TVersion : SemVerVersion<TVersion>
{
    private readonly SemVerScheme<TVersion> _scheme;
    private readonly ImmutableArray<TVersion> _prereleases;

    public SemVerSuffixOrder(SemVerScheme<TVersion> scheme, IEnumerable<TVersion> versions)
    {
        _scheme = scheme;
        var named = versions.Where(version => version.IsPrerelease).Select(version => Bare(version.Prerelease)).ToList();
        var between = named.Select(version => Bare(version.Prerelease.Add(PrereleaseIdentifier.Zero)));
        var ordered = new List<TVersion>();
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
        var own = SemVerVersion<TVersion>.Own(version);
        if (!own.IsPrerelease)
            return ReleaseRank;
        var rank = _prereleases.BinarySearch(Bare(own.Prerelease));
        return rank >= 0 ? rank : throw new ArgumentException($"The prerelease of '{own.Text}' was not among the versions that were ranked.", nameof(version));
    }

    public IPackageVersion Compose(ImmutableArray<long> release, int rank) =>
        _scheme.Compose(release, rank == ReleaseRank ? [] : _prereleases[rank].Prerelease);

    private TVersion Bare(ImmutableArray<PrereleaseIdentifier> prerelease) => _scheme.Compose([0, 0, 0], prerelease);
}
