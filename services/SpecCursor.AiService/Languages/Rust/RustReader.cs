namespace SpecCursor.AiService.Languages.Rust;

/// <summary>Cuts Rust into tokens.</summary>
/// <param name="text">The text.</param>
internal sealed class RustReader(string text) : TokenReader(text)
{
    /// <inheritdoc />
    protected override string NameOf(string value) => value.StartsWith("r#", StringComparison.Ordinal) ? value[2..] : value;

    /// <inheritdoc />
    protected override TokenKind Next()
    {
        if (At("//") || (Position == 0 && At("#!") && !At("#![")))
        {
            SkipLine();
            return TokenKind.Comment;
        }

        if (At("/*"))
        {
            SkipComment();
            return TokenKind.Comment;
        }

        return Here switch
        {
            '"' => Text(prefix: 0),
            '\'' => QuoteOrLifetime(prefix: 0),
            'r' or 'b' or 'c' when Prefixed() is { } kind => kind,
            _ => NextPlain(),
        };
    }

    private TokenKind? Prefixed()
    {
        var prefix = At("br") || At("cr") ? 2 : 1;
        if (Source[Position + prefix - 1] == 'r')
        {
            var hashes = 0;
            while (Ahead(prefix + hashes) == '#')
            {
                hashes++;
            }

            if (Ahead(prefix + hashes) == '"')
            {
                Position += prefix + hashes + 1;
                SkipBehind("\"" + new string('#', hashes), "A raw text");
                return TokenKind.Text;
            }

            if (prefix == 1 && hashes == 1 && IsNameStart(Ahead(2)))
            {
                Position += 2;
                SkipWhile(IsNamePart);
                return TokenKind.Name;
            }

            return null;
        }

        return (Here, Ahead(1)) switch
        {
            (_, '"') => Text(prefix: 1),
            ('b', '\'') => QuoteOrLifetime(prefix: 1),
            _ => null,
        };
    }

    private TokenKind Text(int prefix)
    {
        Position += prefix + 1;
        SkipQuoted('"', mayBreak: true);
        return TokenKind.Text;
    }

    /// <summary><c>'a'</c> is a character and <c>'a</c> a lifetime; a character may be two of UTF-16.</summary>
    private TokenKind QuoteOrLifetime(int prefix)
    {
        Position += prefix;
        var width = char.IsHighSurrogate(Ahead(1)) ? 2 : 1;
        if (Ahead(1) == '\\' || (Ahead(1 + width) == '\'' && Ahead(1) != '\''))
        {
            Position++;
            SkipQuoted('\'', mayBreak: false);
            return TokenKind.Text;
        }

        Position++;
        SkipWhile(IsNamePart);
        return TokenKind.Mark;
    }

    private void SkipComment()
    {
        var start = Position;
        var depth = 0;
        while (Position < Source.Length)
        {
            if (At("/*"))
            {
                (depth, Position) = (depth + 1, Position + 2);
            }
            else if (At("*/"))
            {
                (depth, Position) = (depth - 1, Position + 2);
                if (depth == 0)
                {
                    return;
                }
            }
            else
            {
                Position++;
            }
        }

        Complain("A comment doesn't end", start);
    }
}
