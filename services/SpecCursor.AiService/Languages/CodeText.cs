namespace SpecCursor.AiService.Languages;

/// <summary>Source, as its tokens.</summary>
internal sealed class CodeText
{
    /// <summary>Reads source.</summary>
    public CodeText(string text, IEnumerable<CodeToken> tokens)
    {
        Text = text;
        var all = tokens.ToList();
        Comments = [.. all.Where(token => token.Kind == CodeTokenKind.Comment)];
        Tokens = [.. all.Where(token => token.Kind != CodeTokenKind.Comment)];
    }

    /// <summary>The whole of it.</summary>
    public string Text { get; }

    /// <summary>The tokens, without comments.</summary>
    public IReadOnlyList<CodeToken> Tokens { get; }

    /// <summary>The comments.</summary>
    public IReadOnlyList<CodeToken> Comments { get; }

    /// <summary>What stands in a token.</summary>
    public string Of(CodeToken token) => Text[token.Start..token.End];

    /// <summary>Whether a token is there and is so.</summary>
    public bool Is(int index, string text) => index >= 0 && index < Tokens.Count && Text.AsSpan(Tokens[index].Start, Tokens[index].End - Tokens[index].Start).SequenceEqual(text);

    /// <summary>Whether tokens from one on are so.</summary>
    public bool AreAt(int index, params ReadOnlySpan<string> texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            if (!Is(index + i, texts[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a token is a word.</summary>
    public bool IsWord(int index) => index >= 0 && index < Tokens.Count && Tokens[index].Kind == CodeTokenKind.Word;

    /// <summary>The index of the bracket that closes the one at an index; the last token's where none does.</summary>
    public int ClosingOf(int index)
    {
        var depth = 0;
        for (var i = index; i < Tokens.Count; i++)
        {
            depth += Depth(i);
            if (depth <= 0)
            {
                return i;
            }
        }

        return Tokens.Count - 1;
    }

    /// <summary>The line that a character stands in, from 1.</summary>
    public int LineOf(int position) => Text.AsSpan(0, position).Count('\n') + 1;

    /// <summary>Whether nothing but white space stands before a token in its line.</summary>
    public bool IsFirstInLine(CodeToken token) => Text.AsSpan(0, token.Start).TrimEnd(" \t\f") is var before && (before.IsEmpty || before[^1] is '\n' or '\r');

    /// <summary>Why the brackets can't be right; null when each is closed.</summary>
    public string? WhyUnbalanced()
    {
        var open = new Stack<char>();
        foreach (var token in Tokens.Where(token => token.Kind == CodeTokenKind.Sign))
        {
            switch (Text[token.Start])
            {
                case var opening and ('(' or '[' or '{'):
                    open.Push(opening);
                    break;
                case var closing and (')' or ']' or '}'):
                    if (!open.TryPop(out var opened) || opened != Opening(closing))
                    {
                        return $"line {LineOf(token.Start)} closes a bracket that is not open";
                    }

                    break;
            }
        }

        return open.Count == 0 ? null : $"a '{open.Peek()}' is not closed";
    }

    private int Depth(int index) => Tokens[index].Kind != CodeTokenKind.Sign ? 0 : Text[Tokens[index].Start] switch
    {
        '(' or '[' or '{' => 1,
        ')' or ']' or '}' => -1,
        _ => 0,
    };

    private static char Opening(char closing) => closing switch
    {
        ')' => '(',
        ']' => '[',
        _ => '{',
    };
}
