namespace SpecCursor.Worker.Sandbox;

/// <summary>
/// Sees a command's folders outgrow their limit: the workspace, and others that it may write to. There are no quotas to rely on, so the file system's free
/// space is watched, which costs one call; only when that shrank by more than the limit are the folders themselves measured.
/// </summary>
internal sealed class DiskWatch(SandboxCommand command)
{
    private readonly string[] _directories = [command.Workspace, .. command.Mounts.Where(mount => mount.IsWritable).Select(mount => mount.HostPath).Where(Directory.Exists)];
    private readonly DriveInfo _drive = new(command.Workspace);
    private readonly long _freeAtStart = new DriveInfo(command.Workspace).AvailableFreeSpace;

    public bool IsExceeded() =>
        _freeAtStart - _drive.AvailableFreeSpace > command.Limits.DiskBytes && _directories.Sum(Size) > command.Limits.DiskBytes;

    private static long Size(string directory)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        long size = 0;
        foreach (var file in new DirectoryInfo(directory).EnumerateFiles("*", options))
        {
            try
            {
                size += file.Length;
            }
            catch (IOException)
            {
                // It was deleted meanwhile.
            }
        }

        return size;
    }
}
