using System.Collections.Immutable;

namespace SpecCursor.Versioning.NuGet;

/// <summary>
/// Prereleases in order, with one more wherever another fits in between: the next after <c>p</c> is <c>p</c> with the least label added.
/// </summary>
internal sealed class NuGetSuffixOrder : ISuffixOrder
{
    private static readonly ImmutableArray<long> s_zeros = [0, 0, 0, 0];

    private readonly ImmutableArray<NuGetPackageVersion> _prereleases;

    public NuGetSuffixOrder(IEnumerable<NuGetPackageVersion> versions)
    {
        var named = versions.Where(version => version.IsPrerelease).Select(Bare).ToList();
        var between = named.Select(version => new NuGetPackageVersion(s_zeros, version.Version.ReleaseLabels.Append(NuGetLabels.Least)));
        var least = new NuGetPackageVersion(s_zeros, [NuGetLabels.Least]);
        var ordered = named.Concat(between).Append(least).Order().ToList();
        _prereleases = [.. ordered.Where((version, i) => i == 0 || version != ordered[i - 1])];
    }

    public int Count => _prereleases.Length + 1;

    public int ReleaseRank => _prereleases.Length;

    public int RankOf(IPackageVersion version)
    {
        var own = NuGetVersionScheme.Own(version);
        if (!own.IsPrerelease)
            return ReleaseRank;
        var rank = _prereleases.BinarySearch(Bare(own));
        return rank >= 0
            ? rank
            : throw new ArgumentException($"The prerelease of '{own.Text}' was not among the versions that were ranked.", nameof(version));
    }

    public IPackageVersion Compose(ImmutableArray<long> release, int rank) =>
        new NuGetPackageVersion(release, rank == ReleaseRank ? [] : _prereleases[rank].Version.ReleaseLabels);

    private static NuGetPackageVersion Bare(NuGetPackageVersion version) => new(s_zeros, version.Version.ReleaseLabels);
}
