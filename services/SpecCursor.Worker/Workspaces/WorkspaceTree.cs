using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Workspaces;

/// <summary>
/// The files of a workspace, which a stranger wrote: every access stays inside, follows no link, and opens nothing but regular files. It is used
/// only while nothing runs in the workspace, so what was checked is what is opened.
/// </summary>
/// <param name="root">The workspace's folder.</param>
/// <param name="owner">Whom written files are given to; null to keep them.</param>
/// <param name="metrics">Where blocked attempts are counted.</param>
internal sealed class WorkspaceTree(string root, WorkspaceOwner? owner, SpecCursorMetrics metrics)
{
    private const int MaximumPathLength = 1024;

    public string Root => root;

    /// <summary>Reads a file; null when there is none.</summary>
    /// <exception cref="StepFailedException">The path leads out of the workspace, isn't a regular file, or is larger than allowed.</exception>
    public async Task<byte[]?> ReadAsync(string path, int maximumBytes, CancellationToken cancellationToken)
    {
        var fullPath = Resolve(path, out var kind);
        if (kind == FileKind.Missing)
        {
            return null;
        }

        await using var stream = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: false);
        if (stream.Length > maximumBytes)
        {
            throw new StepFailedException(FailureCodes.FileTooLarge, $"'{path}' is larger than {maximumBytes / 1024} KiB.");
        }

        var content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    /// <summary>Writes a file in one move, so that it is whole at any moment; its mode is kept.</summary>
    /// <exception cref="StepFailedException">The path leads out of the workspace or isn't a regular file.</exception>
    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var fullPath = Resolve(path, out var kind);
        var temporary = $"{fullPath}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(temporary, content, cancellationToken);
        if (kind == FileKind.Regular)
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(fullPath) & ~(UnixFileMode.SetUser | UnixFileMode.SetGroup));
        }

        if (owner is not null)
        {
            FileIdentity.GiveTo(temporary, owner.UserId, owner.GroupId);
        }

        File.Move(temporary, fullPath, overwrite: true);
    }

    /// <summary>Deletes a file if it is there.</summary>
    /// <exception cref="StepFailedException">The path leads out of the workspace or isn't a regular file.</exception>
    public void Delete(string path) => File.Delete(Resolve(path, out _));

    /// <summary>Whether there is a regular file.</summary>
    /// <exception cref="StepFailedException">The path leads out of the workspace, or something else is there.</exception>
    public bool Exists(string path)
    {
        Resolve(path, out var kind);
        return kind == FileKind.Regular;
    }

    private string Resolve(string path, out FileKind kind)
    {
        var parts = path.Split('/');
        if (path.Length > MaximumPathLength || parts.Any(part => part is "" or "." or ".." || part.Contains('\0') || part.Contains('\\'))
            || parts.Contains(".git", StringComparer.OrdinalIgnoreCase))
        {
            throw Escape(path, "is not a path inside the repository");
        }

        var current = root;
        kind = FileKind.Directory;
        for (var i = 0; i < parts.Length; i++)
        {
            current = Path.Combine(current, parts[i]);
            kind = FileIdentity.Of(current);
            if (kind == FileKind.Link)
            {
                throw Escape(path, "is or goes through a symbolic link");
            }

            if (kind == FileKind.Missing)
            {
                return Path.Combine([current, .. parts[(i + 1)..]]);
            }

            if (kind != (i < parts.Length - 1 ? FileKind.Directory : FileKind.Regular))
            {
                throw Escape(path, "is not a regular file");
            }
        }

        return current;
    }

    private StepFailedException Escape(string path, string what)
    {
        metrics.SuspiciousActivity("path_traversal");
        var shown = path.Length > 200 ? path[..200] + "…" : path;
        return new StepFailedException(FailureCodes.UnsafePath, $"'{shown}' {what}, and was not followed.");
    }
}
