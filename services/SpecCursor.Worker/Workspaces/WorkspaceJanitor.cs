namespace SpecCursor.Worker.Workspaces;

/// <summary>Clears away at start what killed workers left.</summary>
internal sealed class WorkspaceJanitor(WorkerDirectories directories, WorkspaceRemover remover, TimeProvider time, ILogger<WorkspaceJanitor> logger)
{
    private const string LockSuffix = ".lock";
    private static readonly TimeSpan KeptFilesFor = TimeSpan.FromDays(1);

    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        foreach (var lockPath in Directory.EnumerateFiles(directories.Work, "*" + LockSuffix).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await RemoveIfAbandonedAsync(lockPath);
        }

        foreach (var entry in new DirectoryInfo(directories.Control).EnumerateFileSystemInfos().Where(IsOldAndOurs).ToList())
        {
            await RemoveEntryAsync(entry);
        }
    }

    private async Task RemoveIfAbandonedAsync(string lockPath)
    {
        // Whoever works in the folder holds its lock for as long.
        using var abandoned = LockFile.TryAcquire(lockPath);
        if (abandoned is null)
        {
            return;
        }

        var directory = lockPath[..^LockSuffix.Length];
        logger.LogInformation("Removing the workspace {Directory} that a killed worker left", Path.GetFileName(directory));
        await remover.RemoveAsync(directory);
        File.Delete(lockPath);
    }

    private bool IsOldAndOurs(FileSystemInfo entry) =>
        entry.Name != "gitconfig" && entry.LastWriteTimeUtc < time.GetUtcNow().UtcDateTime - KeptFilesFor;

    private async Task RemoveEntryAsync(FileSystemInfo entry)
    {
        if (entry is DirectoryInfo)
        {
            await remover.RemoveAsync(entry.FullName);
        }
        else
        {
            entry.Delete();
        }
    }
}
