using System.Text;

namespace SpecCursor.Worker.Workspaces;

/// <summary>What a folder takes on the disk, links not followed. A stranger may have filled it.</summary>
/// <param name="Bytes">The sum of its files' lengths, as far as they were seen.</param>
/// <param name="IsWhole">False when part of it could not be looked at: it is closed to us, or lies deeper than a path can name.</param>
internal readonly record struct FolderSize(long Bytes, bool IsWhole)
{
    /// <summary>The kernel's limit, with the zero at the end.</summary>
    private const int MaximumPath = 4096;

    private static readonly EnumerationOptions OneLevel = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>Measures a folder. What vanishes meanwhile counts nothing.</summary>
    public static FolderSize Of(string directory)
    {
        long bytes = 0;
        var isWhole = true;
        var pending = new Stack<string>([directory]);
        while (pending.TryPop(out var current))
        {
            if (Encoding.UTF8.GetByteCount(current) >= MaximumPath)
            {
                isWhole = false;
                continue;
            }

            try
            {
                foreach (var entry in new DirectoryInfo(current).EnumerateFileSystemInfos("*", OneLevel))
                {
                    if (entry is FileInfo file)
                    {
                        bytes += file.LinkTarget is null ? Length(file) : 0;
                    }
                    else if (entry.LinkTarget is null)
                    {
                        pending.Push(Path.Join(current, entry.Name));
                    }
                }
            }
            catch (DirectoryNotFoundException)
            {
                // It was deleted meanwhile.
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
            {
                isWhole = false;
            }
        }

        return new FolderSize(bytes, isWhole);
    }

    private static long Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
