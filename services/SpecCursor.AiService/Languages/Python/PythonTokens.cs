namespace SpecCursor.AiService.Languages.Python;

/// <summary>Python's comments and strings (docs.python.org/3/reference/lexical_analysis.html). A formatted string is one token, with what it computes.</summary>
internal sealed class PythonTokens : TokenReader
{
    private const int LongestPrefix = 2;

    protected override int CommentEnd(string text, int start) => text[start] == '#' ? LineEnd(text, start) : start;

    protected override int TextEnd(string text, int start)
    {
        var quote = start;
        while (quote - start < LongestPrefix && quote < text.Length && "rRbBuUfFtT".Contains(text[quote], StringComparison.Ordinal))
        {
            quote++;
        }

        if (quote >= text.Length || text[quote] is not ('"' or '\''))
        {
            return start;
        }

        var triple = new string(text[quote], 3);
        return IsAt(text, quote, triple)
            ? AfterUnescaped(text, quote + 3, triple, endsWithLine: false)
            : AfterUnescaped(text, quote + 1, text[quote].ToString(), endsWithLine: true);
    }
}
