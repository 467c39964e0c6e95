using System.Runtime.InteropServices;

namespace SpecCursor.Benchmarks.Processes;

/// <summary>Asks a process to end rather than killing it.</summary>
internal static partial class Signals
{
    private const int Terminate = 15;

    /// <summary>Sends SIGTERM; a process that has gone already does not matter.</summary>
    public static void SendTerminate(int processId) => _ = Kill(processId, Terminate);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
