using System.Collections.Immutable;

namespace SpecCursor.Versioning.Python;

/// <summary>
/// Suffixes in order, with others wherever there is room between two: a local version, which is always there behind another, the oldest public
/// one and the oldest one that is no prerelease behind each, and release numbers close behind those of the set. Bounds that no version can be
/// (<see cref="PythonSuffix.BeyondPosts"/>) part the ranks without having one: theirs is that of the next, which is right for whatever is at least
/// as new or older.
/// </summary>
internal sealed class PythonSuffixOrder : ISuffixOrder
{
    private readonly ImmutableArray<PythonSuffix> _suffixes;
    private readonly Dictionary<PythonSuffix, int> _ranks;

    public PythonSuffixOrder(IEnumerable<PythonVersion> versions)
    {
        var named = versions.Select(version => version.Suffix).Append(PythonSuffix.None).ToHashSet();
        var depth = named.Max(suffix => suffix.Further.Length);
        var all = named.SelectMany(suffix => Around(suffix, depth)).Append(PythonSuffix.First).Where(suffix => !suffix.IsBeyondPosts);
        _suffixes = [.. all.Distinct().Order()];
        _ranks = _suffixes.Select((suffix, rank) => (suffix, rank)).ToDictionary(pair => pair.suffix, pair => pair.rank);
        foreach (var bound in named.Where(suffix => suffix.IsBeyondPosts))
            _ranks[bound] = ~_suffixes.BinarySearch(bound);
    }

    public int Count => _suffixes.Length;

    public int ReleaseRank => _ranks[PythonSuffix.None];

    public int RankOf(IPackageVersion version)
    {
        var own = PythonVersionScheme.Own(version);
        return _ranks.TryGetValue(own.Suffix, out var rank)
            ? rank
            : throw new ArgumentException($"What '{own.Text}' bears behind its numbers was not among the versions that were ranked.", nameof(version));
    }

    public IPackageVersion Compose(ImmutableArray<long> release, int rank)
    {
        var suffix = _suffixes[rank];
        var segments = PythonNumbers.WithoutZerosAtEnd([.. release[1..], .. suffix.Further]);
        return new PythonVersion(release[0], segments.IsEmpty ? [0] : segments, suffix);
    }

    private static IEnumerable<PythonSuffix> Around(PythonSuffix suffix, int depth)
    {
        yield return suffix;
        yield return suffix with { Local = suffix.Local.Add(PythonLocal.Before("a")) };
        if (!suffix.Local.IsEmpty)
            yield return suffix with { Local = suffix.Local.SetItem(suffix.Local.Length - 1, PythonLocal.Before(suffix.Local[^1])) };
        yield return suffix.NextPublic();
        yield return suffix.NextFinal();
        ImmutableArray<long> further = [.. PythonNumbers.Take(suffix.Further, depth), 1];
        yield return PythonSuffix.First with { Further = further };
        yield return PythonSuffix.None with { Further = further };
    }
}
