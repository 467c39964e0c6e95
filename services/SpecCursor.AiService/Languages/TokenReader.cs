namespace SpecCursor.AiService.Languages;

/// <summary>Reads tokens. Languages differ in their comments and strings, and give those.</summary>
internal abstract class TokenReader
{
    /// <summary>Reads all of a text, in one pass and without recursion.</summary>
    public IEnumerable<CodeToken> Read(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            if (char.IsWhiteSpace(text[start]))
            {
                start++;
                continue;
            }

            var token = ReadAt(text, start);
            yield return token;
            start = token.End;
        }
    }

    /// <summary>Where a comment ends that begins at a place; the place itself when none begins there.</summary>
    protected abstract int CommentEnd(string text, int start);

    /// <summary>Where a string or character ends that begins at a place; the place itself when none begins there.</summary>
    protected abstract int TextEnd(string text, int start);

    /// <summary>Whether a text goes on so at a place.</summary>
    protected static bool IsAt(string text, int start, string expected) => string.CompareOrdinal(text, start, expected, 0, expected.Length) == 0;

    /// <summary>The end of a line, without what ends it.</summary>
    protected static int LineEnd(string text, int start) => text.IndexOf('\n', start) is >= 0 and var end ? end : text.Length;

    /// <summary>The end of what a mark ends, the mark included.</summary>
    protected static int After(string text, int start, string mark) =>
        start <= text.Length && text.IndexOf(mark, start, StringComparison.Ordinal) is >= 0 and var end ? end + mark.Length : text.Length;

    /// <summary>The end of what a mark ends unless a backslash stands before it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Behind the opening mark.</param>
    /// <param name="mark">The closing mark.</param>
    /// <param name="endsWithLine">Whether the end of the line ends it, too.</param>
    protected static int AfterUnescaped(string text, int start, string mark, bool endsWithLine)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (IsAt(text, i, mark))
            {
                return i + mark.Length;
            }
            else if (endsWithLine && text[i] == '\n')
            {
                return i;
            }
        }

        return text.Length;
    }

    private CodeToken ReadAt(string text, int start)
    {
        if (CommentEnd(text, start) is var comment && comment > start)
        {
            return new CodeToken(CodeTokenKind.Comment, start, comment);
        }

        if (TextEnd(text, start) is var end && end > start)
        {
            return new CodeToken(CodeTokenKind.Text, start, end);
        }

        end = start + 1;
        if (!IsWordPart(text[start]))
        {
            return new CodeToken(CodeTokenKind.Sign, start, end);
        }

        while (end < text.Length && IsWordPart(text[end]))
        {
            end++;
        }

        return new CodeToken(char.IsAsciiDigit(text[start]) ? CodeTokenKind.Number : CodeTokenKind.Word, start, end);
    }

    private static bool IsWordPart(char character) => character == '_' || char.IsLetterOrDigit(character) || char.IsSurrogate(character);
}
