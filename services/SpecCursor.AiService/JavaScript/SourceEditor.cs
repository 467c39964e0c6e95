using System.Text;
using Acornima.Ast;

namespace SpecCursor.AiService.JavaScript;

/// <summary>Collects replacements of character ranges and applies them at once, leaving every other character as it was.</summary>
/// <param name="text">The text that the ranges are of.</param>
internal sealed class SourceEditor(string text)
{
    private readonly List<(int Start, int End, string Replacement)> _edits = [];

    /// <summary>How many replacements there are.</summary>
    public int Count => _edits.Count;

    /// <summary>Replaces a node.</summary>
    public void Replace(Node node, string replacement) => Replace(node.Start, node.End, replacement);

    /// <summary>Replaces a range. A repetition of an earlier replacement is ignored.</summary>
    /// <exception cref="InvalidOperationException">It overlaps an earlier one.</exception>
    public void Replace(int start, int end, string replacement)
    {
        if (_edits.Contains((start, end, replacement)))
        {
            return;
        }

        if (_edits.Any(edit => start < edit.End && edit.Start < end))
        {
            throw new InvalidOperationException($"The replacements around character {start} overlap.");
        }

        _edits.Add((start, end, replacement));
    }

    /// <summary>Inserts text.</summary>
    public void Insert(int position, string insertion) => Replace(position, position, insertion);

    /// <summary>The text with all replacements made.</summary>
    public string Apply()
    {
        var result = new StringBuilder(text.Length + 64);
        var position = 0;
        foreach (var (start, end, replacement) in _edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.End))
        {
            result.Append(text, position, start - position).Append(replacement);
            position = end;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}
