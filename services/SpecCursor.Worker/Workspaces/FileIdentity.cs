using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SpecCursor.Worker.Workspaces;

/// <summary>What a path is, links not followed. .NET tells neither pipes nor devices from files, and opening a pipe waits for ever.</summary>
internal static partial class FileIdentity
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint Type = 0x1;
    private const int NoSuchFile = 2;
    private const int NotADirectory = 20;
    private const int TypeMask = 0xF000;

    /// <exception cref="IOException">The path can't be looked at.</exception>
    public static FileKind Of(string path)
    {
        if (Stat(CurrentDirectory, path, NoFollow, Type, out var status) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error is NoSuchFile or NotADirectory ? FileKind.Missing : throw new IOException(new Win32Exception(error).Message);
        }

        return KindOf(status.Mode);
    }

    /// <summary>What a mode of the kernel's says.</summary>
    public static FileKind KindOf(ushort mode) => (mode & TypeMask) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Directory,
        0xA000 => FileKind.Link,
        _ => FileKind.Special,
    };

    /// <summary>Gives a file to a user; a link itself, not what it points to.</summary>
    /// <exception cref="IOException">That is not allowed.</exception>
    public static void GiveTo(string path, uint userId, uint groupId)
    {
        if (ChangeOwner(path, userId, groupId) != 0)
        {
            throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(int directory, string path, int flags, uint mask, out Status status);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint userId, uint groupId);

    /// <summary>The kernel's <c>struct statx</c>: the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;
    }
}
