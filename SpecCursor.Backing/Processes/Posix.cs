using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SpecCursor.Backing.Processes;

/// <summary>The few system calls that .NET has no managed form of.</summary>
internal static partial class Posix
{
    internal const int Interrupt = 2;
    internal const int Quit = 3;
    internal const int Kill = 9;
    internal const int Terminate = 15;

    private const int NoSuchProcess = 3;

    /// <summary>Whether this process runs as the superuser.</summary>
    internal static bool IsRoot => !OperatingSystem.IsWindows() && GetEffectiveUserId() == 0;

    /// <summary>The user that this process acts as.</summary>
    internal static uint UserId => GetEffectiveUserId();

    /// <summary>The group that this process acts as.</summary>
    internal static uint GroupId => GetEffectiveGroupId();

    /// <summary>Gives a file or directory to another user. Only the superuser may.</summary>
    /// <exception cref="IOException">The system refused.</exception>
    internal static void ChangeOwner(string path, uint user, uint group)
    {
        if (ChangeOwnerCore(path, user, group) != 0)
        {
            throw new IOException($"Cannot give {path} to user {user}: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
        }
    }

    /// <summary>Sends a signal, and says whether the process was there to receive it.</summary>
    internal static bool Signal(int processId, int signal) =>
        SignalCore(processId, signal) == 0 || Marshal.GetLastPInvokeError() != NoSuchProcess;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    private static partial uint GetEffectiveGroupId();

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwnerCore(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SignalCore(int processId, int signal);
}
