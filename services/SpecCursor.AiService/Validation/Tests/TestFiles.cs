using System.Text.RegularExpressions;
using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.AiService.Validation.Rules;
using SpecCursor.Contracts.Messages;

namespace SpecCursor.AiService.Validation.Tests;

/// <summary>Tells test files from the code that they test: by their place and name, by what they load and call, and by what the test command names.</summary>
internal static partial class TestFiles
{
    /// <summary>Whether a file is a test, or stands among tests.</summary>
    public static bool Contains(GeneratePatch command, ReviewedFile file) =>
        PathPattern().IsMatch(file.Path) || IsNamedByCommand(command, file.Path) || (file.ParsedBefore is { } parsed && IsTest(parsed));

    private static bool IsTest(JavaScriptFile file) =>
        PackageReferences.In(file, TestLibraries.IsRunner).Count > 0
        || SyntaxChildren.SelfAndDescendants(file.Tree).OfType<CallExpression>().Any(call =>
            call is { Callee: Identifier { Name: "describe" or "it" or "test" or "suite" or "specify" } callee, Arguments: [StringLiteral or TemplateLiteral, IFunction, ..] }
            && file.Scopes.IsGlobal(callee));

    /// <summary>The command line that npm prints before it runs a script: <c>&gt; node check.js</c>.</summary>
    private static bool IsNamedByCommand(GeneratePatch command, string path) =>
        command.Tests.Output.Split('\n').Take(20).Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Append(command.Tests.Command)
            .SelectMany(line => line.Split([' ', '\t', '\r', '"', '\''], StringSplitOptions.RemoveEmptyEntries))
            .Any(word => word == path || word == "./" + path || (word + ".js" == path && word.Contains('/')));

    [GeneratedRegex(
        @"(?:\A|/)(?:tests?|__tests__|__mocks__|specs?|e2e|cypress|fixtures|testdata)/|(?:\A|/)[^/]*[._-](?:test|spec|tests)\.[^/]+\z|(?:\A|/)(?:test|tests|spec)(?:[._-][^/]*)?\.[^/]+\z|_test\.[^/]+\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();
}
