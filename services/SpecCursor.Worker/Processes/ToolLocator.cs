namespace SpecCursor.Worker.Processes;

/// <summary>Finds tools on the service's own <c>PATH</c> and in the system's folders. Nothing is cached: a tool may be installed at any time.</summary>
internal sealed class ToolLocator(string? searchPath)
{
    private static readonly string[] SystemFolders = ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    private readonly string[] _folders =
    [
        .. (searchPath ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathRooted).Concat(SystemFolders).Distinct(),
    ];

    /// <summary>Where the tool is, links followed; null when it is nowhere.</summary>
    public string? Find(string name)
    {
        var path = FindAsNamed(name);
        return path is null ? null : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
    }

    /// <summary>Where the tool is, by the name that it is called by; null when it is nowhere.</summary>
    public string? FindAsNamed(string name) =>
        _folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(path => File.Exists(path) && IsExecutable(path));

    private static bool IsExecutable(string path) =>
        (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
