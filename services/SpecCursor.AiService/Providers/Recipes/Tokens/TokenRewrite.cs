using SpecCursor.AiService.JavaScript;
using SpecCursor.AiService.Languages;

namespace SpecCursor.AiService.Providers.Recipes.Tokens;

/// <summary>A file while a recipe changes it.</summary>
/// <param name="code">The file as it was.</param>
internal sealed class TokenRewrite(Code code)
{
    private readonly SourceEditor _editor = new(code.Text);
    private readonly List<string> _unhandled = [];

    /// <summary>The file as it was.</summary>
    public Code Code { get; } = code;

    /// <summary>The indices of the tokens.</summary>
    public IEnumerable<int> Indices => Enumerable.Range(0, Code.Tokens.Count);

    /// <summary>Writes another text in the place of a token.</summary>
    public void Replace(int index, string replacement) => Replace(index, index, replacement);

    /// <summary>Writes another text in the place of tokens, the last included.</summary>
    public void Replace(int first, int last, string replacement) => _editor.Replace(Code.Tokens[first].Start, Code.Tokens[last].End, replacement);

    /// <summary>Takes a range of the text away.</summary>
    public void Remove(int start, int end) => _editor.Replace(start, end, string.Empty);

    /// <summary>Writes a text before a token.</summary>
    public void InsertBefore(int index, string insertion) => _editor.Insert(Code.Tokens[index].Start, insertion);

    /// <summary>Notes a use of what broke that can't be repaired.</summary>
    public void Decline(int index, string reason) => DeclineAt(Code.Tokens[index].Start, reason);

    /// <summary>The same at a position in the text.</summary>
    public void DeclineAt(int position, string reason) => _unhandled.Add($"{Code.Path}:{Code.Text.AsSpan(0, position).Count('\n') + 1}: {reason}");

    /// <summary>The end of it.</summary>
    public RecipeResult ToResult() => new()
    {
        NewText = _editor.Count == 0 ? null : _editor.Apply(),
        Unhandled = _unhandled,
    };
}
