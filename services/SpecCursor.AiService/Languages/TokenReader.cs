namespace SpecCursor.AiService.Languages;

/// <summary>Cuts text into tokens. It reads every text, in one pass and no deeper than a bound: what it can't make sense of it calls a problem, and goes on.</summary>
/// <param name="text">The text.</param>
internal abstract class TokenReader(string text)
{
    /// <summary>The text.</summary>
    protected string Source { get; } = text;

    /// <summary>Where the reader is.</summary>
    protected int Position { get; set; }

    /// <summary>What is wrong with the text; null as long as nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The character here; NUL at the end.</summary>
    protected char Here => Ahead(0);

    /// <summary>Cuts the text.</summary>
    public IReadOnlyList<CodeToken> Read()
    {
        List<CodeToken> tokens = [];
        while (Position < Source.Length)
        {
            var start = Position;
            var kind = Next();
            Position = Math.Clamp(Position, start + 1, Source.Length);
            var value = Source[start..Position];
            tokens.Add(new CodeToken(kind, start, Position, kind == TokenKind.Name ? NameOf(value) : value));
        }

        return tokens;
    }

    /// <summary>Reads one token: goes to its end and says what it is.</summary>
    protected abstract TokenKind Next();

    /// <summary>What a name is, without marks that only quote it.</summary>
    protected virtual string NameOf(string value) => value;

    /// <summary>A character further on; NUL beyond the end.</summary>
    protected char Ahead(int distance) => Position + distance < Source.Length ? Source[Position + distance] : '\0';

    /// <summary>Whether a text stands here.</summary>
    protected bool At(string expected) => string.CompareOrdinal(Source, Position, expected, 0, expected.Length) == 0;

    /// <summary>Notes what is wrong.</summary>
    protected void Complain(string problem, int position) => Problem ??= $"{problem} in line {Source.AsSpan(0, position).Count('\n') + 1}";

    /// <summary>Blanks, names, numbers and marks, which all languages have alike.</summary>
    protected TokenKind NextPlain()
    {
        if (char.IsWhiteSpace(Here) || Here == '\uFEFF')
        {
            SkipWhile(static character => char.IsWhiteSpace(character) || character == '\uFEFF');
            return TokenKind.Space;
        }

        if (IsNameStart(Here))
        {
            SkipWhile(IsNamePart);
            return TokenKind.Name;
        }

        if (char.IsAsciiDigit(Here))
        {
            SkipNumber();
            return TokenKind.Number;
        }

        Position++;
        return TokenKind.Mark;
    }

    /// <summary>Goes on as long as characters are of a kind.</summary>
    protected void SkipWhile(Func<char, bool> isPart)
    {
        while (Position < Source.Length && isPart(Source[Position]))
        {
            Position++;
        }
    }

    /// <summary>Goes to the end of the line, not over it.</summary>
    protected void SkipLine() => SkipWhile(static character => character is not ('\n' or '\r'));

    /// <summary>Goes behind a text, or to the end with a problem.</summary>
    protected void SkipBehind(string end, string what)
    {
        var start = Position;
        var found = Source.IndexOf(end, Position, StringComparison.Ordinal);
        if (found < 0)
        {
            Complain($"{what} doesn't end", start);
        }

        Position = found < 0 ? Source.Length : found + end.Length;
    }

    /// <summary>Goes behind a quote, over escaped characters.</summary>
    protected void SkipQuoted(char quote, bool mayBreak)
    {
        var start = Position;
        for (; Position < Source.Length; Position++)
        {
            if (Here == '\\')
            {
                Position += At("\\\r\n") ? 2 : 1;
            }
            else if (Here == quote)
            {
                Position++;
                return;
            }
            else if (Here == '\n' && !mayBreak)
            {
                break;
            }
        }

        Complain("A text doesn't end", start);
    }

    /// <summary>Whether a name can begin with a character.</summary>
    protected static bool IsNameStart(char character) => char.IsAsciiLetter(character) || character == '_' || (character > '\u007F' && !char.IsWhiteSpace(character) && character != '\uFEFF');

    /// <summary>Whether a name can go on with a character.</summary>
    protected static bool IsNamePart(char character) => IsNameStart(character) || char.IsAsciiDigit(character);

    private void SkipNumber()
    {
        var isHex = Here == '0' && Ahead(1) is 'x' or 'X';
        while (IsNamePart(Here) || (Here == '.' && char.IsAsciiDigit(Ahead(1))) || (Here is '+' or '-' && !isHex && Source[Position - 1] is 'e' or 'E' && char.IsAsciiDigit(Ahead(1))))
        {
            Position++;
        }
    }
}
