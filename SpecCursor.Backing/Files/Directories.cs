namespace SpecCursor.Backing.Files;

/// <summary>Directories with modes that don't depend on the caller's umask.</summary>
public static class Directories
{
    /// <summary>Mode 0700: its owner alone.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Mode 0711: others reach what is inside and has a name they know, but cannot look around.</summary>
    public const UnixFileMode Traversable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Mode 0755: others read.</summary>
    public const UnixFileMode Readable = Traversable | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Makes a directory, or sets the mode of the one that is there.</summary>
    /// <returns>The path.</returns>
    public static string Create(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path).FullName;
        }

        Directory.CreateDirectory(path, mode);
        File.SetUnixFileMode(path, mode);
        return path;
    }

    /// <summary>Lets other users read everything in a directory, and run what its owner may run, whatever umask it was made with.</summary>
    public static void OpenToOthers(string root)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(root, Readable);
        foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            if (entry.LinkTarget is null)
            {
                var execute = (entry.UnixFileMode & UnixFileMode.UserExecute) != 0 ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : 0;
                entry.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.OtherRead | execute;
            }
        }
    }

    /// <summary>The directory on the way to <paramref name="path"/> that keeps other users out, or null where they can pass.</summary>
    public static string? FirstClosedToOthers(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        for (var directory = Path.GetDirectoryName(Path.GetFullPath(path)); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Directory.Exists(directory) && (File.GetUnixFileMode(directory) & UnixFileMode.OtherExecute) == 0)
            {
                return directory;
            }
        }

        return null;
    }
}
