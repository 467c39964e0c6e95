namespace SpecCursor.AiService.Languages;

/// <summary>A file as a row of tokens. All tokens together are its text, character by character.</summary>
internal sealed class Code
{
    /// <summary>The deepest nesting of brackets that is looked at; nobody writes code so deep.</summary>
    public const int MaximumNesting = 500;

    private readonly int[] _partners;

    /// <summary>Makes a file of its tokens.</summary>
    /// <param name="path">Repository-relative path.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="all">Its tokens.</param>
    /// <param name="problem">Why they are no sound code; null when they seem so.</param>
    public Code(string path, string text, IReadOnlyList<CodeToken> all, string? problem)
    {
        (Path, Text, All) = (path, text, all);
        Tokens = [.. all.Where(token => token.IsCode)];
        _partners = new int[Tokens.Count];
        Problem = problem ?? Pair();
    }

    /// <summary>Repository-relative path.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Every token, blanks and comments included.</summary>
    public IReadOnlyList<CodeToken> All { get; }

    /// <summary>The tokens that say something.</summary>
    public IReadOnlyList<CodeToken> Tokens { get; }

    /// <summary>Why this is no sound code: a text without an end, brackets that don't match; null when it seems sound.</summary>
    public string? Problem { get; }

    /// <summary>The names that stand in the code.</summary>
    public IEnumerable<string> Names => Tokens.Where(token => token.Kind == TokenKind.Name).Select(token => token.Value);

    /// <summary>What a token says; empty beyond the ends.</summary>
    public string this[int index] => index >= 0 && index < Tokens.Count ? Tokens[index].Value : string.Empty;

    /// <summary>Whether a token is a name.</summary>
    public bool IsName(int index) => index >= 0 && index < Tokens.Count && Tokens[index].Kind == TokenKind.Name;

    /// <summary>Whether these tokens stand from an index on.</summary>
    public bool Has(int index, params ReadOnlySpan<string> values)
    {
        for (var offset = 0; offset < values.Length; offset++)
        {
            if (this[index + offset] != values[offset] || (index + offset < Tokens.Count && Tokens[index + offset].Kind == TokenKind.Text))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The index of the bracket that belongs to a bracket; -1 when there is none.</summary>
    public int Partner(int index) => index >= 0 && index < Tokens.Count ? _partners[index] : -1;

    /// <summary>The line that a token begins in, counted from 1.</summary>
    public int LineOf(int index) => Text.AsSpan(0, Tokens[index].Start).Count('\n') + 1;

    /// <summary>The first token of the line that a token stands in.</summary>
    public int FirstOfLine(int index)
    {
        while (index > 0 && !Text.AsSpan(Tokens[index - 1].End, Tokens[index].Start - Tokens[index - 1].End).Contains('\n'))
        {
            index--;
        }

        return index;
    }

    private string? Pair()
    {
        Array.Fill(_partners, -1);
        var open = new Stack<int>();
        for (var index = 0; index < Tokens.Count; index++)
        {
            if (Tokens[index].Kind != TokenKind.Mark)
            {
                continue;
            }

            if (Tokens[index].Value is "(" or "[" or "{")
            {
                open.Push(index);
            }
            else if (Tokens[index].Value is ")" or "]" or "}")
            {
                if (open.Count == 0 || Tokens[open.Peek()].Value[0] != Opening(Tokens[index].Value[0]))
                {
                    return $"the bracket '{Tokens[index].Value}' in line {LineOf(index)} closes nothing";
                }

                (_partners[index], _partners[open.Peek()]) = (open.Peek(), index);
                open.Pop();
            }

            if (open.Count > MaximumNesting)
            {
                return "it is nested too deeply to be judged";
            }
        }

        return open.Count > 0 ? $"the bracket '{Tokens[open.Peek()].Value}' in line {LineOf(open.Peek())} is not closed" : null;
    }

    private static char Opening(char closing) => closing switch
    {
        ')' => '(',
        ']' => '[',
        _ => '{',
    };
}
