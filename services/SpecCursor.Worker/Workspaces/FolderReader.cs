using System.Runtime.InteropServices;

namespace SpecCursor.Worker.Workspaces;

/// <summary>
/// Reads folders by the bytes of their names. Names on Linux need not be text, and what has such a name .NET lists under another one, which is
/// nowhere: whoever wants to hide files could give them one.
/// </summary>
internal static unsafe partial class FolderReader
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint TypeAndSize = 0x1 | 0x200;
    private const int NoSuchFile = 2;

    /// <summary>In <c>struct dirent</c> of 64-bit systems, after two numbers of eight bytes, a length of two and a type of one.</summary>
    private const int NameOffset = 19;

    /// <summary>Looks at every entry of a folder, itself and its parent left out.</summary>
    /// <param name="folder">Its path, ended by a zero.</param>
    /// <param name="visit">Takes each entry's path, ended by a zero, its kind and its length in bytes.</param>
    /// <returns>False when part of it could not be looked at. What is not there any more is nothing.</returns>
    public static bool Visit(byte[] folder, Action<byte[], FileKind, long> visit)
    {
        var stream = Open(folder);
        if (stream == 0)
        {
            return Marshal.GetLastPInvokeError() == NoSuchFile;
        }

        try
        {
            var isWhole = true;
            nint entry;
            while ((entry = Read(stream)) != 0)
            {
                var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)entry + NameOffset);
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                {
                    isWhole &= Look([.. folder.AsSpan(0, folder.Length - 1), (byte)'/', .. name, 0], visit);
                }
            }

            return isWhole && Marshal.GetLastPInvokeError() == 0;
        }
        finally
        {
            _ = Close(stream);
        }
    }

    private static bool Look(byte[] path, Action<byte[], FileKind, long> visit)
    {
        if (Stat(CurrentDirectory, path, NoFollow, TypeAndSize, out var status) != 0)
        {
            return Marshal.GetLastPInvokeError() == NoSuchFile;
        }

        visit(path, FileIdentity.KindOf(status.Mode), status.Size);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "opendir", SetLastError = true)]
    private static partial nint Open([In] byte[] path);

    [LibraryImport("libc", EntryPoint = "readdir", SetLastError = true)]
    private static partial nint Read(nint stream);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int Close(nint stream);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Stat(int directory, [In] byte[] path, int flags, uint mask, out Status status);

    /// <summary>The kernel's <c>struct statx</c>: the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(40)]
        public long Size;
    }
}
