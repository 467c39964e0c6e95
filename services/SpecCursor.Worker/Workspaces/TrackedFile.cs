using System.Globalization;
using System.Text;

namespace SpecCursor.Worker.Workspaces;

/// <summary>A file of a commit.</summary>
/// <param name="Path">Repository-relative, forward slashes.</param>
/// <param name="ObjectId">Its blob.</param>
/// <param name="Size">Bytes.</param>
/// <param name="IsRegular">False for symbolic links and submodules.</param>
/// <param name="IsSubmodule">Whether it stands for another repository.</param>
internal sealed record TrackedFile(string Path, string ObjectId, long Size, bool IsRegular, bool IsSubmodule = false)
{
    /// <summary>What no valid text becomes when it is decoded; a name that has it may be another one.</summary>
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Reads what <c>git ls-tree -r -z --long</c> printed: mode, type, id and size, a tab, the path. Files whose path is no text are left out: they can be neither
    /// read nor named in a diff.
    /// </summary>
    public static IReadOnlyList<TrackedFile> Parse(byte[] output) =>
        [.. Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(entry => !entry.Contains(Replacement)).Select(ParseEntry)];

    private static TrackedFile ParseEntry(string entry)
    {
        var tab = entry.IndexOf('\t', StringComparison.Ordinal);
        var fields = entry[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var size = long.TryParse(fields[3], CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
        return new TrackedFile(entry[(tab + 1)..], fields[2], size, fields[0] is "100644" or "100755", fields[0] is "160000");
    }
}
