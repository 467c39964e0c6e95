using System.Runtime.InteropServices;

namespace SpecCursor.Cli.Application;

/// <summary>Asks a process to end, as Ctrl+C would, rather than killing it.</summary>
internal static partial class Signals
{
    private const int Terminate = 15;

    /// <summary>Sends SIGTERM.</summary>
    /// <returns>Whether the process was there to receive it.</returns>
    public static bool SendTerminate(int processId) => Kill(processId, Terminate) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
