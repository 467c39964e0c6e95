namespace SpecCursor.AiService.Languages.Go;

/// <summary>Cuts Go into tokens. Ends of lines are tokens, since Go sees semicolons in them.</summary>
/// <param name="text">The text.</param>
internal sealed class GoReader(string text) : TokenReader(text)
{
    /// <inheritdoc />
    protected override TokenKind Next()
    {
        switch (Here)
        {
            case '\n':
                Position++;
                return TokenKind.NewLine;
            case ' ' or '\t' or '\r':
                SkipWhile(static character => character is ' ' or '\t' or '\r');
                return TokenKind.Space;
            case '/' when Ahead(1) == '/':
                return LineComment();
            case '/' when Ahead(1) == '*':
                Position += 2;
                SkipBehind("*/", "A comment");
                return TokenKind.Comment;
            case '`':
                Position++;
                SkipBehind("`", "A raw text");
                return TokenKind.Text;
            case '"' or '\'':
                var quote = Here;
                Position++;
                SkipQuoted(quote, mayBreak: false);
                return TokenKind.Text;
            default:
                return NextPlain();
        }
    }

    /// <summary>Comments that the tools of Go obey.</summary>
    private TokenKind LineComment()
    {
        var start = Position;
        SkipLine();
        var comment = Source.AsSpan(start + 2, Position - start - 2);
        return comment.StartsWith("go:") || comment.StartsWith("export ") || comment.StartsWith("line ") || comment.TrimStart().StartsWith("+build")
            ? TokenKind.Directive
            : TokenKind.Comment;
    }
}
