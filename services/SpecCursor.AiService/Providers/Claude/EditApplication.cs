using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Claude;

/// <summary>Applies edits to files, or says which edit does not apply and why.</summary>
internal sealed record EditApplication
{
    private const int MaximumEdits = 200;

    /// <summary>The changed files; null when an edit does not apply.</summary>
    public IReadOnlyList<ProposedFile>? Files { get; private init; }

    /// <summary>What is wrong with the edits; empty when nothing is.</summary>
    public string Problem { get; private init; } = string.Empty;

    /// <summary>Applies edits in their order.</summary>
    /// <param name="files">The files as they stand.</param>
    /// <param name="edits">The edits.</param>
    public static EditApplication Of(IReadOnlyList<SourceFile> files, IReadOnlyList<ProposedEdit> edits)
    {
        if (edits.Count > MaximumEdits)
        {
            return new EditApplication { Problem = $"There are {edits.Count} edits; at most {MaximumEdits} are allowed." };
        }

        var known = files.DistinctBy(file => file.Path).ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < edits.Count; index++)
        {
            var edit = edits[index];
            if (!changed.TryGetValue(edit.Path, out var text) && !known.TryGetValue(edit.Path, out text))
            {
                // A file that wasn't given is for the rules of scope to refuse, which tell a mistake from an attempt to get out.
                changed[edit.Path] = edit.NewText;
                continue;
            }

            if (!TryReplace(text, edit, out var replaced, out var problem))
            {
                return new EditApplication { Problem = $"Edit {index + 1} ({edit.Path}): {problem}" };
            }

            changed[edit.Path] = replaced;
        }

        return new EditApplication { Files = [.. changed.Select(entry => new ProposedFile(entry.Key, entry.Value))] };
    }

    private static bool TryReplace(string text, ProposedEdit edit, out string replaced, out string problem)
    {
        replaced = text;
        if (edit.OldText.Length == 0)
        {
            problem = "old_text is empty.";
            return false;
        }

        var (oldText, newText) = InLineEndsOf(text, edit);
        var first = text.IndexOf(oldText, StringComparison.Ordinal);
        if (first < 0)
        {
            problem = "old_text does not occur in the file. It must be copied character for character, with its indentation.";
            return false;
        }

        if (text.IndexOf(oldText, first + 1, StringComparison.Ordinal) >= 0)
        {
            problem = "old_text occurs more than once in the file. Add surrounding lines until it is unique.";
            return false;
        }

        replaced = string.Concat(text.AsSpan(0, first), newText, text.AsSpan(first + oldText.Length));
        problem = string.Empty;
        return true;
    }

    /// <summary>A file with CRLF line ends keeps them, though they were not to be seen in the prompt.</summary>
    private static (string OldText, string NewText) InLineEndsOf(string text, ProposedEdit edit) =>
        text.Contains("\r\n", StringComparison.Ordinal)
            ? (edit.OldText.ReplaceLineEndings("\r\n"), edit.NewText.ReplaceLineEndings("\r\n"))
            : (edit.OldText, edit.NewText);
}
