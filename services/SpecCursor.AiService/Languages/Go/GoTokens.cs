namespace SpecCursor.AiService.Languages.Go;

/// <summary>Go's comments, strings and runes (go.dev/ref/spec#Lexical_elements).</summary>
internal sealed class GoTokens : TokenReader
{
    protected override int CommentEnd(string text, int start)
    {
        if (IsAt(text, start, "//"))
        {
            return LineEnd(text, start);
        }

        return IsAt(text, start, "/*") ? After(text, start + 2, "*/") : start;
    }

    protected override int TextEnd(string text, int start) => text[start] switch
    {
        '"' => AfterUnescaped(text, start + 1, "\"", endsWithLine: true),
        '\'' => AfterUnescaped(text, start + 1, "'", endsWithLine: true),
        '`' => After(text, start + 1, "`"),
        _ => start,
    };
}
