using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpecCursor.AiService.Languages.CSharp;

/// <summary>C#, which its own compiler reads.</summary>
internal sealed class CSharpLanguage : ICodeLanguage
{
    private static readonly HashSet<string> Subversive = new(StringComparer.Ordinal)
    {
        "Process", "Environment", "File", "FileStream", "Directory", "Assembly", "Activator", "Reflection", "DllImport", "LibraryImport", "unsafe", "Marshal", "ModuleInitializer", "HttpClient", "Socket",
        "TcpClient", "Skip", "Ignore", "Inconclusive", "Explicit", "Conditional", "InternalsVisibleTo", "RuntimeHelpers", "AppDomain", "AssemblyLoadContext",
    };

    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "System", "System.Collections", "System.Collections.Generic", "System.Globalization", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks",
    };

    private static readonly HashSet<string> TestAttributes = new(StringComparer.Ordinal)
    {
        "Fact", "Theory", "Test", "TestCase", "TestFixture", "TestClass", "TestMethod", "DataTestMethod", "Property",
    };

    public string Extension => ".cs";

    public CodeText Read(string text) =>
        new(text, Parse(text).DescendantTokens(descendIntoTrivia: true).Where(token => token.Span.Length > 0).OrderBy(token => token.SpanStart).Select(Token));

    public string? WhyBroken(CodeText code) => Parse(code.Text).GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error
        ? $"line {error.Location.GetLineSpan().StartLinePosition.Line + 1}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"
        : null;

    public IEnumerable<string> Imports(CodeText code) => Parse(code.Text).DescendantNodes().OfType<UsingDirectiveSyntax>().Select(directive => directive.NamespaceOrType.ToString());

    public bool IsHarmless(string import, string package) =>
        Harmless.Contains(import) || import == package || import.StartsWith(package + ".", StringComparison.OrdinalIgnoreCase);

    /// <summary>Directives count, too: they take code out, or silence the compiler.</summary>
    public IEnumerable<string> Subversions(CodeText code) => CodeWords.In(code, Subversive, Subversive).Concat(
        Parse(code.Text).DescendantTrivia(descendIntoTrivia: true).Where(trivia => trivia.IsDirective).Select(_ => "give the compiler a directive"));

    public bool IsTest(CodeText code) => Enumerable.Range(0, code.Tokens.Count).Any(i =>
        code.IsWord(i) && TestAttributes.Contains(code.Of(code.Tokens[i])) && (code.Is(i - 1, "[") || code.Is(i - 1, ",") || code.Is(i - 1, ".")) && IsInAttribute(code, i));

    public IEnumerable<string> TestsIn(CodeText code) => [];

    /// <summary>The syntax tree of a text.</summary>
    public static SyntaxNode Parse(string text) => CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot();

    private static bool IsInAttribute(CodeText code, int index) =>
        code.Is(index + 1, "]") || code.Is(index + 1, "(") || code.Is(index + 1, ",");

    private static CodeToken Token(SyntaxToken token) => new(
        token.Kind() switch
        {
            SyntaxKind.NumericLiteralToken => CodeTokenKind.Number,
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken
                or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken => CodeTokenKind.Text,
            SyntaxKind.IdentifierToken => CodeTokenKind.Word,
            var kind when SyntaxFacts.IsKeywordKind(kind) || SyntaxFacts.IsContextualKeyword(kind) => CodeTokenKind.Word,
            _ => CodeTokenKind.Sign,
        },
        token.SpanStart,
        token.Span.End);
}
