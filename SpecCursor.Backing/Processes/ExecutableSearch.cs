namespace SpecCursor.Backing.Processes;

/// <summary>Finds programs where the system keeps them.</summary>
public static class ExecutableSearch
{
    /// <summary>The absolute path of a program on <c>PATH</c>, or null where there is none.</summary>
    /// <param name="name">The program's file name.</param>
    /// <param name="path">The search path, directories separated as the platform does; null for the caller's own.</param>
    public static string? OnPath(string name, string? path = null)
    {
        path ??= Environment.GetEnvironmentVariable("PATH");
        return (path ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(IsExecutable);
    }

    internal static bool IsExecutable(string path)
    {
        const UnixFileMode anyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & anyExecute) != 0);
    }
}
