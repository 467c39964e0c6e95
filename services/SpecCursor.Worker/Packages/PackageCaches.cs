using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Packages;

/// <summary>Opens the caches of runs, and keeps what they added.</summary>
internal sealed class PackageCaches(WorkerDirectories directories, PackageLayers layers, OverlaySupport overlays, WorkspaceOwnership ownership, TimeProvider time)
{
    /// <param name="repository">Whose run it is.</param>
    /// <param name="ecosystem">The ecosystem's name.</param>
    /// <param name="workspace">The run's workspace, beside which is what it adds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PackageCache> OpenAsync(RepositoryLocation repository, string ecosystem, Workspace workspace, CancellationToken cancellationToken)
    {
        var own = ownership.Make(Path.Combine(directories.PackageCaches, $"{ecosystem}-{MirrorCache.Key(repository)}"));
        Directory.SetLastWriteTimeUtc(own, time.GetUtcNow().UtcDateTime);
        if (!await overlays.AreThereAsync(cancellationToken))
        {
            return new PackageCache(ecosystem, own, shared: null);
        }

        var folder = workspace.FolderBeside("packages");
        ownership.Make(OverlayFolder.UpperIn(folder));
        Directory.CreateDirectory(OverlayFolder.WorkIn(folder));
        return new PackageCache(ecosystem, own, new OverlayFolder(folder, layers.Of(ecosystem)));
    }

    /// <summary>Gives what a run added to all others. None of its commands runs any more.</summary>
    public Task KeepAsync(PackageCache cache, CancellationToken cancellationToken) =>
        cache.Downloaded is { } downloaded ? layers.AddAsync(cache.Ecosystem, downloaded, cancellationToken) : Task.CompletedTask;
}
