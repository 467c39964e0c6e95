using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Sandbox;

/// <summary>
/// Sees a workspace outgrow its limit. There are no quotas to rely on, so the file system's free space is watched, which costs one call; only
/// when that shrank by more than the limit is the workspace itself measured. A workspace that hides part of itself then counts as too large.
/// </summary>
internal sealed class DiskWatch(string directory, long limitBytes)
{
    private readonly DriveInfo _drive = new(directory);
    private readonly long _freeAtStart = new DriveInfo(directory).AvailableFreeSpace;

    public bool IsExceeded() =>
        _freeAtStart - _drive.AvailableFreeSpace > limitBytes && (FolderSize.Of(directory) is not { IsWhole: true } size || size.Bytes > limitBytes);
}
