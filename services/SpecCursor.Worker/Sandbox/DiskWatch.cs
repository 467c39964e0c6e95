namespace SpecCursor.Worker.Sandbox;

/// <summary>
/// Sees a workspace outgrow its limit. There are no quotas to rely on, so the file system's free space is watched, which costs one call; only
/// when that shrank by more than the limit is the workspace itself measured.
/// </summary>
internal sealed class DiskWatch(string directory, long limitBytes)
{
    private readonly DriveInfo _drive = new(directory);
    private readonly long _freeAtStart = new DriveInfo(directory).AvailableFreeSpace;

    public bool IsExceeded() =>
        _freeAtStart - _drive.AvailableFreeSpace > limitBytes && Size() > limitBytes;

    private long Size()
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
