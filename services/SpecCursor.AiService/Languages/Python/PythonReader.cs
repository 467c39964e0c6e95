namespace SpecCursor.AiService.Languages.Python;

/// <summary>Cuts Python into tokens. Ends of lines and indentation are tokens where Python cares for them: outside brackets, on lines with code.</summary>
/// <param name="text">The text.</param>
internal sealed class PythonReader(string text) : TokenReader(text)
{
    private const int MaximumTextNesting = 20;

    private int _brackets;
    private bool _isLineStart = true;

    /// <inheritdoc />
    protected override TokenKind Next()
    {
        if (_isLineStart && Here is ' ' or '\t' or '\f')
        {
            SkipWhile(static character => character is ' ' or '\t' or '\f');
            return _brackets == 0 && Here is not ('#' or '\n' or '\r' or '\0') ? TokenKind.Indent : TokenKind.Space;
        }

        if (Here is '\n' or '\r')
        {
            var isBlank = _isLineStart;
            _isLineStart = true;
            Position += At("\r\n") ? 2 : 1;
            return _brackets == 0 && !isBlank ? TokenKind.NewLine : TokenKind.Space;
        }

        if (Here is ' ' or '\t' or '\f' or '\uFEFF')
        {
            SkipWhile(static character => character is ' ' or '\t' or '\f' or '\uFEFF');
            return TokenKind.Space;
        }

        if (Here == '#')
        {
            return Comment();
        }

        if (At("\\\n") || At("\\\r"))
        {
            Position += At("\\\r\n") ? 3 : 2;
            return TokenKind.Space;
        }

        _isLineStart = false;
        if (PrefixOfText() is { } prefix)
        {
            SkipText(prefix, nesting: 0);
            return TokenKind.Text;
        }

        _brackets = Here switch
        {
            '(' or '[' or '{' => _brackets + 1,
            ')' or ']' or '}' => Math.Max(0, _brackets - 1),
            _ => _brackets,
        };
        return NextPlain();
    }

    /// <summary>A comment in the first two lines may say how the file is encoded, and so what it says.</summary>
    private TokenKind Comment()
    {
        var start = Position;
        SkipLine();
        var comment = Source.AsSpan(start, Position - start);
        return Source.AsSpan(0, start).Count('\n') < 2 && (comment.Contains("coding:", StringComparison.Ordinal) || comment.Contains("coding=", StringComparison.Ordinal))
            ? TokenKind.Directive
            : TokenKind.Comment;
    }

    /// <summary>How many letters stand before a quote here; null when no text begins here.</summary>
    private int? PrefixOfText()
    {
        for (var length = 0; length <= 2; length++)
        {
            if (Ahead(length) is '"' or '\'')
            {
                return length;
            }

            if (!"rRbBuUfFtT".Contains(Ahead(length), StringComparison.Ordinal))
            {
                return null;
            }
        }

        return null;
    }

    private void SkipText(int prefix, int nesting)
    {
        var start = Position;
        var isFormatted = Source.AsSpan(Position, prefix).IndexOfAny("fFtT") >= 0;
        Position += prefix;
        var quote = Here;
        var isTriple = Ahead(1) == quote && Ahead(2) == quote;
        Position += isTriple ? 3 : 1;
        while (Position < Source.Length)
        {
            if (Here == '\\')
            {
                Position += At("\\\r\n") ? 3 : 2;
            }
            else if (Here == quote && (!isTriple || (Ahead(1) == quote && Ahead(2) == quote)))
            {
                Position += isTriple ? 3 : 1;
                return;
            }
            else if (Here is '\n' or '\r' && !isTriple)
            {
                break;
            }
            else if (isFormatted && At("{{"))
            {
                Position += 2;
            }
            else if (isFormatted && Here == '{')
            {
                SkipField(quote, isTriple, nesting);
            }
            else
            {
                Position++;
            }
        }

        Complain("A text doesn't end", start);
        Position = Math.Min(Position, Source.Length);
    }

    /// <summary>What stands in braces: an expression with texts of its own, and behind a colon a format, in which quotes are plain characters.</summary>
    private void SkipField(char quote, bool isTriple, int nesting)
    {
        if (nesting >= MaximumTextNesting)
        {
            Complain("Texts are nested too deeply", Position);
            Position = Source.Length;
            return;
        }

        Position++;
        var depth = 0;
        var isFormat = false;
        while (Position < Source.Length && !(Here is '\n' or '\r' && !isTriple && isFormat))
        {
            if (!isFormat && PrefixOfText() is { } prefix && (prefix == 0 || !IsNamePart(Source[Position - 1])))
            {
                SkipText(prefix, nesting + 1);
                continue;
            }

            if (isFormat && Here == quote && depth == 0 && (!isTriple || (Ahead(1) == quote && Ahead(2) == quote)))
            {
                return;
            }

            switch (Here)
            {
                case '{' when isFormat:
                    SkipField(quote, isTriple, nesting + 1);
                    continue;
                case '#' when !isFormat:
                    SkipLine();
                    continue;
                case '(' or '[' or '{' when !isFormat:
                    depth++;
                    break;
                case '}' when depth == 0:
                    Position++;
                    return;
                case ')' or ']' or '}' when !isFormat:
                    depth = Math.Max(0, depth - 1);
                    break;
                case ':' when depth == 0:
                    isFormat = true;
                    break;
            }

            Position++;
        }
    }
}
