using System.Text;

namespace SpecCursor.Worker.Workspaces;

/// <summary>What a folder takes on the disk, links not followed. A stranger may have filled it.</summary>
/// <param name="Bytes">The sum of its files' lengths, as far as they were seen.</param>
/// <param name="IsWhole">False when part of it could not be looked at: it is closed to us, or lies deeper than a path can name.</param>
internal readonly record struct FolderSize(long Bytes, bool IsWhole)
{
    /// <summary>Measures a folder. What vanishes meanwhile counts nothing.</summary>
    public static FolderSize Of(string directory)
    {
        long bytes = 0;
        var isWhole = true;
        var pending = new Stack<byte[]>([[.. Encoding.UTF8.GetBytes(directory), 0]]);
        while (pending.TryPop(out var current))
        {
            isWhole &= FolderReader.Visit(current, (path, kind, length) =>
            {
                if (kind == FileKind.Directory)
                {
                    pending.Push(path);
                }
                else if (kind == FileKind.Regular)
                {
                    bytes += length;
                }
            });
        }

        return new FolderSize(bytes, isWhole);
    }
}
