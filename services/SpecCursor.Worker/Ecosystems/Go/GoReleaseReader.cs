using Microsoft.Extensions.Options;
using SpecCursor.Versioning.Go;
using SpecCursor.Worker.Ecosystems.Releases;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Reads a module's releases at one path: its versions, those that were withdrawn, and when they were made.</summary>
internal sealed class GoReleaseReader(GoProxy proxy, IOptions<ReleaseOptions> options)
{
    /// <summary>Of how many versions the time is looked up, from the newest on; each takes a question.</summary>
    private const int MaximumTimes = 100;
    private const int MaximumQuestions = 8;

    /// <param name="path">The module's path.</param>
    /// <param name="wanted">The version that the upgrade asks for; null for a word.</param>
    /// <param name="locked">The version that is there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is no such module.</returns>
    public async Task<IReadOnlyList<Release>?> ReadAsync(GoModulePath path, GoVersion? wanted, GoVersion locked, CancellationToken cancellationToken)
    {
        var module = path.ToString();
        if (await proxy.ListAsync(module, cancellationToken) is not { } listed)
        {
            return null;
        }

        var versions = listed.Where(path.Fits).Distinct().Order().ToList();
        var latest = versions.FindLast(version => version is { IsPrerelease: false, IsIncompatible: false })
            ?? versions.FindLast(version => !version.IsPrerelease) ?? versions.LastOrDefault();
        var manifest = latest is null ? null : await proxy.ManifestAsync(module, latest.Text, cancellationToken);
        if (wanted is null && latest is { IsIncompatible: false } && !locked.IsIncompatible && manifest is { IsBare: false })
        {
            // As go does it: who has a go.mod will put higher majors under paths of their own.
            versions.RemoveAll(version => version.IsIncompatible);
        }

        // Versions without a tag are in no list.
        if (wanted is not null && path.Fits(wanted) && !versions.Contains(wanted)
            && await proxy.InfoAsync(module, wanted.Text, cancellationToken) is { } info && info.Version == wanted.Text)
        {
            versions.Add(wanted);
        }

        var times = await TimesAsync(module, versions.Where(version => version.CompareTo(locked) > 0).TakeLast(MaximumTimes), cancellationToken);
        return [.. versions.Select(version => new Release(version, version.Text, Withdrawal(manifest, version), times.GetValueOrDefault(version.Text)))];
    }

    /// <summary>What is retracted is so by itself; what is deprecated, is so with all versions at its path.</summary>
    private static Withdrawal? Withdrawal(GoModFile? manifest, GoVersion version) =>
        manifest?.Retractions.FirstOrDefault(retraction => retraction.Holds(version)) is { } retraction ? new Withdrawal("retracted", retraction.Reason)
        : manifest?.Deprecation is { } notice ? new Withdrawal("deprecated", notice)
        : null;

    private async Task<Dictionary<string, DateTimeOffset?>> TimesAsync(string module, IEnumerable<GoVersion> versions, CancellationToken cancellationToken)
    {
        var times = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);
        if (options.Value.MinimumAge <= TimeSpan.Zero)
        {
            return times;
        }

        foreach (var chunk in versions.Chunk(MaximumQuestions))
        {
            foreach (var (version, info) in chunk.Zip(await Task.WhenAll(chunk.Select(version => proxy.InfoAsync(module, version.Text, cancellationToken)))))
            {
                times[version.Text] = info?.Time;
            }
        }

        return times;
    }
}
