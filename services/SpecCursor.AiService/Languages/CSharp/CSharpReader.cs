using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SpecCursor.AiService.Languages.CSharp;

/// <summary>Cuts C# into tokens, by what Roslyn made of it. Directives and what they take out of the code are tokens, too.</summary>
internal static class CSharpReader
{
    /// <summary>Cuts a file.</summary>
    /// <param name="path">Repository-relative path.</param>
    /// <param name="text">The whole text.</param>
    public static Code Read(string path, string text)
    {
        if (IsTooDeep(text))
        {
            return new Code(path, text, [new CodeToken(TokenKind.Directive, 0, text.Length, text)], "it is nested too deeply to be judged");
        }

        var tree = Parse(text);
        List<CodeToken> tokens = [];
        foreach (var token in tree.GetRoot().DescendantTokens())
        {
            tokens.AddRange(token.LeadingTrivia.Select(trivia => Of(trivia)));
            if (token.Span.Length > 0)
            {
                tokens.Add(new CodeToken(KindOf(token), token.SpanStart, token.Span.End, KindOf(token) == TokenKind.Name ? token.ValueText : token.Text));
            }

            tokens.AddRange(token.TrailingTrivia.Select(trivia => Of(trivia)));
        }

        return new Code(path, text, tokens, ErrorIn(tree));
    }

    /// <summary>The first error of a file; null when there is none.</summary>
    public static string? ErrorIn(SyntaxTree tree)
    {
        try
        {
            return tree.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error
                ? $"{error.GetMessage(CultureInfo.InvariantCulture)} in line {error.Location.GetLineSpan().StartLinePosition.Line + 1}"
                : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // Roslyn places the errors of some broken texts before their beginning, and fails to say so.
            return "it doesn't parse";
        }
    }

    /// <summary>Parses a file, whose brackets were counted before: the parser descends once for each.</summary>
    public static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None));

    /// <summary>Whether a file is nested more deeply than anyone writes it.</summary>
    public static bool IsTooDeep(string text)
    {
        var depth = 0;
        return text.Any(character => (depth += character is '(' or '[' or '{' or '<' ? 1 : character is ')' or ']' or '}' or '>' or ';' && depth > 0 ? -1 : 0) > Code.MaximumNesting);
    }

    private static TokenKind KindOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.IdentifierToken => TokenKind.Name,
        SyntaxKind.NumericLiteralToken => TokenKind.Number,
        var kind when SyntaxFacts.IsKeywordKind(kind) => TokenKind.Name,
        var kind when SyntaxFacts.IsPunctuation(kind) => TokenKind.Mark,
        _ => TokenKind.Text,
    };

    private static CodeToken Of(SyntaxTrivia trivia)
    {
        var kind = trivia.Kind() switch
        {
            SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia => TokenKind.Space,
            SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => TokenKind.Comment,
            _ => TokenKind.Directive,
        };
        return new CodeToken(kind, trivia.FullSpan.Start, trivia.FullSpan.End, trivia.ToFullString());
    }
}
