using System.Text;

namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>
/// Has a <c>go.work.sum</c> change as the upgrade makes go change it, and in nothing else: other versions of go leave other lines in it, and repositories leave
/// it out altogether, for go writes what is missing.
/// </summary>
internal static class GoWorkChecksums
{
    /// <param name="original">The repository's; null for none.</param>
    /// <param name="before">What go makes anew before the upgrade; null for nothing.</param>
    /// <param name="after">And after it.</param>
    /// <returns>Null where the repository has none afterwards.</returns>
    public static byte[]? Merge(byte[]? original, byte[]? before, byte[]? after)
    {
        if (original is null)
        {
            return before is { Length: > 0 } || after is { Length: 0 } ? null : after;
        }

        var (was, now) = (Lines(before), Lines(after));
        if (was.SequenceEqual(Lines(original)))
        {
            return GoModEdit.WithLineEndsOf(original, after ?? []);
        }

        var (gone, come) = (was.Except(now).ToHashSet(StringComparer.Ordinal), now.Except(was));
        var lines = Lines(original).Where(line => !gone.Contains(line));
        return GoModEdit.WithLineEndsOf(original, Encoding.UTF8.GetBytes(string.Concat(lines.Concat(come).Distinct(StringComparer.Ordinal).Select(line => line + "\n"))));
    }

    private static List<string> Lines(byte[]? content) =>
        content is null ? [] : [.. Encoding.UTF8.GetString(content).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
}
