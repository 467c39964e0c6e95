using System.Globalization;
using System.Text;

namespace SpecCursor.Backing.Processes;

/// <summary>The processes of this machine, as <c>/proc</c> shows them; where there is none, no process is seen.</summary>
public static class SystemProcesses
{
    /// <summary>The ids of all processes.</summary>
    public static IEnumerable<int> All()
    {
        if (!Directory.Exists("/proc/self"))
        {
            yield break;
        }

        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id))
            {
                yield return id;
            }
        }
    }

    /// <summary>A process's command line; null once it has ended, even if nobody has waited for it yet.</summary>
    public static string[]? Arguments(int processId) => Read(processId, "cmdline") is [{ Length: > 0 }, ..] arguments ? arguments : null;

    /// <summary>A process's environment, as <c>NAME=value</c>; empty for a process that has ended or is another user's.</summary>
    public static string[] Environment(int processId) => Read(processId, "environ") ?? [];

    /// <summary>Where a process works; null where that cannot be told.</summary>
    public static string? WorkingDirectory(int processId) => Link(processId, "cwd");

    /// <summary>Where a link under a process's directory leads, e.g. <c>cwd</c> or <c>exe</c>; null where that cannot be told.</summary>
    internal static string? Link(int processId, string name)
    {
        try
        {
            return new FileInfo(Path.Combine(DirectoryOf(processId), name)).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[]? Read(int processId, string name)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(DirectoryOf(processId), name))).TrimEnd('\0').Split('\0');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string DirectoryOf(int processId) => string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
}
