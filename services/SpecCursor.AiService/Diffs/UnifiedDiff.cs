using System.Text;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace SpecCursor.AiService.Diffs;

/// <summary>Writes the difference of two texts as <c>git diff</c> does, for people to read and for <c>git apply</c>.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The difference; empty when there is none.</summary>
    /// <param name="path">Repository-relative path.</param>
    /// <param name="before">The text as it was.</param>
    /// <param name="after">The text as it is.</param>
    public static string Of(string path, string before, string after)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, LineEndingsPreservingChunker.Instance);
        if (diff.DiffBlocks.Count == 0)
        {
            return string.Empty;
        }

        var text = new StringBuilder().Append("--- a/").Append(path).Append('\n').Append("+++ b/").Append(path).Append('\n');
        foreach (var hunk in Hunks(diff.DiffBlocks))
        {
            AppendHunk(text, diff, hunk);
        }

        return text.ToString();
    }

    private static IEnumerable<List<DiffBlock>> Hunks(IList<DiffBlock> blocks)
    {
        List<DiffBlock> hunk = [];
        foreach (var block in blocks)
        {
            if (hunk.Count > 0 && block.DeleteStartA - (hunk[^1].DeleteStartA + hunk[^1].DeleteCountA) > 2 * Context)
            {
                yield return hunk;
                hunk = [];
            }

            hunk.Add(block);
        }

        yield return hunk;
    }

    private static void AppendHunk(StringBuilder text, DiffResult diff, List<DiffBlock> blocks)
    {
        var (first, last) = (blocks[0], blocks[^1]);
        var leading = Math.Min(Context, first.DeleteStartA);
        var endA = last.DeleteStartA + last.DeleteCountA;
        var trailing = Math.Min(Context, Lines(diff.PiecesOld) - endA);
        var startA = first.DeleteStartA - leading;
        var startB = first.InsertStartB - leading;
        var countA = endA + trailing - startA;
        var countB = last.InsertStartB + last.InsertCountB + trailing - startB;
        text.Append("@@ -").Append(Position(startA, countA)).Append(" +").Append(Position(startB, countB)).Append(" @@\n");
        var position = startA;
        foreach (var block in blocks)
        {
            AppendLines(text, ' ', diff.PiecesOld, position, block.DeleteStartA);
            AppendLines(text, '-', diff.PiecesOld, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA);
            AppendLines(text, '+', diff.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB);
            position = block.DeleteStartA + block.DeleteCountA;
        }

        AppendLines(text, ' ', diff.PiecesOld, position, endA + trailing);
    }

    private static string Position(int start, int count) => count == 0 ? $"{start},0" : $"{start + 1},{count}";

    private static void AppendLines(StringBuilder text, char mark, IReadOnlyList<string> lines, int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            if (lines[index].Length == 0)
            {
                continue;
            }

            text.Append(mark).Append(lines[index]);
            if (!lines[index].EndsWith('\n'))
            {
                text.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    /// <summary>How many lines there are: the chunker may end a text with an empty piece, which is no line.</summary>
    private static int Lines(IReadOnlyList<string> pieces) => pieces.Count > 0 && pieces[^1].Length == 0 ? pieces.Count - 1 : pieces.Count;
}
