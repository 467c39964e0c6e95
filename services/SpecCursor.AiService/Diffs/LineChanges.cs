using DiffPlex;
using DiffPlex.Chunkers;

namespace SpecCursor.AiService.Diffs;

/// <summary>Compares texts by lines.</summary>
internal static class LineChanges
{
    /// <summary>The lines that differ, in order.</summary>
    public static IReadOnlyList<LineChange> Between(string before, string after)
    {
        var diff = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, LineEndingsPreservingChunker.Instance);
        List<LineChange> changes = [];
        foreach (var block in diff.DiffBlocks)
        {
            changes.AddRange(diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA).Select(line => new LineChange(false, line.TrimEnd('\r', '\n'))));
            changes.AddRange(diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB).Select(line => new LineChange(true, line.TrimEnd('\r', '\n'))));
        }

        return changes;
    }
}
