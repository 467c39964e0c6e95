namespace SpecCursor.AiService.Languages.Rust;

/// <summary>Rust's comments, which nest, and strings, which may be raw (doc.rust-lang.org/reference/tokens.html).</summary>
internal sealed class RustTokens : TokenReader
{
    protected override int CommentEnd(string text, int start)
    {
        if (IsAt(text, start, "//"))
        {
            return LineEnd(text, start);
        }

        return IsAt(text, start, "/*") ? BlockEnd(text, start) : start;
    }

    protected override int TextEnd(string text, int start)
    {
        if (text[start] == '\'')
        {
            return CharacterEnd(text, start);
        }

        var quote = start;
        while (quote - start < 2 && quote < text.Length && text[quote] is 'b' or 'c' or 'r')
        {
            quote++;
        }

        if (quote == start + 1 && text[start] == 'b' && quote < text.Length && text[quote] == '\'')
        {
            return AfterUnescaped(text, quote + 1, "'", endsWithLine: true);
        }

        if (quote > start && text[quote - 1] == 'r')
        {
            var hashes = quote;
            while (hashes < text.Length && text[hashes] == '#')
            {
                hashes++;
            }

            return hashes < text.Length && text[hashes] == '"' ? After(text, hashes + 1, "\"" + text[quote..hashes]) : start;
        }

        return quote < text.Length && text[quote] == '"' ? AfterUnescaped(text, quote + 1, "\"", endsWithLine: false) : start;
    }

    private static int BlockEnd(string text, int start)
    {
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            if (IsAt(text, i, "/*"))
            {
                depth++;
                i++;
            }
            else if (IsAt(text, i, "*/"))
            {
                i++;
                if (--depth == 0)
                {
                    return i + 1;
                }
            }
        }

        return text.Length;
    }

    /// <summary>A quote that begins no character begins a lifetime.</summary>
    private static int CharacterEnd(string text, int start)
    {
        if (IsAt(text, start + 1, "\\"))
        {
            return AfterUnescaped(text, start + 1, "'", endsWithLine: true);
        }

        var length = start + 1 < text.Length && char.IsHighSurrogate(text[start + 1]) ? 2 : 1;
        return start + 1 + length < text.Length && text[start + 1 + length] == '\'' ? start + 2 + length : start;
    }
}
