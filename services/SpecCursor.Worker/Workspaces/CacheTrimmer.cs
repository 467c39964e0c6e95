using Microsoft.Extensions.Options;
using SpecCursor.Worker.Packages;

namespace SpecCursor.Worker.Workspaces;

/// <summary>Keeps the caches of repositories and packages bounded: what was used last stays.</summary>
internal sealed class CacheTrimmer(
    WorkerDirectories directories, PackageLayers layers, WorkspaceRemover remover, IOptions<WorkerOptions> options, TimeProvider time, ILogger<CacheTrimmer> logger)
{
    private const int MaximumCount = 128;
    private const long Mebibyte = 1024 * 1024;
    private static readonly TimeSpan MaximumAge = TimeSpan.FromDays(30);

    /// <summary>Removes caches that are old, too many, or take too much together, the longest unused first.</summary>
    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;

        // A run marks its caches when it begins, and may use them until it ends.
        var inUseSince = now - (2 * options.Value.RunTimeout);
        var room = (options.Value.CacheMegabytes * Mebibyte) - await layers.TrimAsync(inUseSince, now - MaximumAge, cancellationToken);
        var caches = new[] { directories.Mirrors, directories.PackageCaches }
            .SelectMany(parent => new DirectoryInfo(parent).EnumerateDirectories())
            .OrderByDescending(cache => cache.LastWriteTimeUtc)
            .ToList();
        foreach (var (index, cache) in caches.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            room -= FolderSize.Of(cache.FullName).Bytes;
            if (cache.LastWriteTimeUtc < inUseSince && (room < 0 || index >= MaximumCount || cache.LastWriteTimeUtc < now - MaximumAge))
            {
                room += await RemoveAsync(cache);
            }
        }
    }

    /// <summary>Gives the bytes that are free now.</summary>
    private async Task<long> RemoveAsync(DirectoryInfo cache)
    {
        using var unused = LockFile.TryAcquire(cache.FullName + ".lock");
        if (unused is null)
        {
            return 0;
        }

        var size = FolderSize.Of(cache.FullName).Bytes;
        logger.LogInformation("Removing the cache {Cache}, which takes {Megabytes} MiB and was used last at {LastUse:O}", cache.Name, size / Mebibyte, cache.LastWriteTimeUtc);
        await remover.RemoveAsync(cache.FullName);
        return size;
    }
}
