using System.Formats.Tar;

namespace SpecCursor.Images.Tests.Building;

/// <summary>A file or directory of an image.</summary>
/// <param name="Name">Its path, without a slash before it.</param>
/// <param name="IsFile">Whether it is a file.</param>
/// <param name="IsDirectory">Whether it is a directory.</param>
/// <param name="Mode">Who may do what.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Group">Of which group.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Text">What is in it, of files that say what the image is made of.</param>
internal sealed record ImageFile(string Name, bool IsFile, bool IsDirectory, UnixFileMode Mode, int User, int Group, long Bytes, string? Text)
{
    private static readonly string[] Told = ["package.json", ".deps.json", ".cdx.json", "lib/dpkg/status"];

    public static async Task<ImageFile> ReadAsync(TarEntry entry)
    {
        var name = entry.Name.TrimEnd('/');

        // What was read is closed, and does not know its length any more.
        var bytes = entry.Length;
        string? text = null;
        if (entry.DataStream is { } content && Told.Any(end => name.EndsWith(end, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(content);
            text = await reader.ReadToEndAsync();
        }

        return new ImageFile(
            name, entry.EntryType is TarEntryType.RegularFile, entry.EntryType is TarEntryType.Directory, entry.Mode, entry.Uid, entry.Gid, bytes, text);
    }
}
