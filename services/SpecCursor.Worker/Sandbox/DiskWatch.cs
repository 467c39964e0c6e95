using SpecCursor.Worker.Workspaces;

namespace SpecCursor.Worker.Sandbox;

/// <summary>
/// Sees a command's folders outgrow their limit: the workspace, and others that it may write to. There are no quotas to rely on, so the file system's free
/// space is watched, which costs one call; only when that shrank by more than the limit are the folders themselves measured. One that hides part of itself
/// then counts as too large.
/// </summary>
internal sealed class DiskWatch(SandboxCommand command)
{
    private readonly List<string> _folders =
        [command.Workspace, .. command.Mounts.Where(mount => mount.IsWritable).Select(mount => mount.HostPath).Where(Directory.Exists)];

    private readonly DriveInfo _drive = new(command.Workspace);
    private readonly long _freeAtStart = new DriveInfo(command.Workspace).AvailableFreeSpace;

    public bool IsExceeded() => _freeAtStart - _drive.AvailableFreeSpace > command.Limits.DiskBytes && TakesTooMuch();

    private bool TakesTooMuch()
    {
        var sizes = _folders.ConvertAll(FolderSize.Of);
        return sizes.Exists(size => !size.IsWhole) || sizes.Sum(size => size.Bytes) > command.Limits.DiskBytes;
    }
}
