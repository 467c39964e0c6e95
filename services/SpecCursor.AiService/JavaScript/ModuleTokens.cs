using Acornima;

namespace SpecCursor.AiService.JavaScript;

/// <summary>
/// Finds the module specifiers of a file that can't be parsed, by its tokens: enough to tell <c>from 'x'</c> from a comment or a string
/// that merely says so. TypeScript's and JSX's tokens are not all JavaScript's, so the search ends at the first that is not understood.
/// </summary>
internal static class ModuleTokens
{
    /// <summary>The tokens of a text, as many as are understood.</summary>
    public static IReadOnlyList<Token> Of(string text, out bool isComplete)
    {
        List<Token> tokens = [];
        try
        {
            var tokenizer = new Tokenizer(text, SourceType.Module, null, TokenizerOptions.Default with { EcmaVersion = EcmaVersion.Latest });
            for (var token = tokenizer.GetToken(); token.Kind != TokenKind.EOF; token = tokenizer.GetToken())
            {
                tokens.Add(token);
            }

            isComplete = true;
        }
        catch (ParseErrorException)
        {
            isComplete = false;
        }

        return tokens;
    }

    /// <summary>The string tokens that name a module to load.</summary>
    /// <param name="text">The source.</param>
    /// <param name="matches">Whether a specifier is meant.</param>
    public static IReadOnlyList<Token> Loads(string text, Func<string, bool> matches)
    {
        var tokens = Of(text, out _);
        return [.. tokens.Where((token, index) => token.Kind == TokenKind.StringLiteral && matches((string)token.Value!) && IsLoad(tokens, index))];
    }

    private static bool IsLoad(IReadOnlyList<Token> tokens, int index)
    {
        var before = index > 0 ? Text(tokens[index - 1]) : string.Empty;
        var beforeThat = index > 1 ? Text(tokens[index - 2]) : string.Empty;
        return before is "from" or "import" || (before == "(" && beforeThat is "require" or "import");
    }

    private static string Text(Token token) => token.Kind is TokenKind.Identifier or TokenKind.Keyword or TokenKind.Punctuator
        ? token.Value as string ?? string.Empty
        : string.Empty;
}
