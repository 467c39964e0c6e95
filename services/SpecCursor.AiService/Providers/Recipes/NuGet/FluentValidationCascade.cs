using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpecCursor.AiService.Languages.CSharp;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.NuGet;

/// <summary>Repairs validators that set <c>CascadeMode</c>, which FluentValidation 12 has for rules and for classes apart.</summary>
internal sealed class FluentValidationCascade() : CodeRecipe(new CSharpLanguage())
{
    private const string Property = "CascadeMode";

    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = "fluentvalidation-cascade-mode",
        Ecosystem = Ecosystems.DotNet,
        Package = "FluentValidation",
        Change = VersionChange.In("12.0.0"),
        Description = "Sets `ClassLevelCascadeMode` and `RuleLevelCascadeMode` where the code set `CascadeMode`.",
        Rationale = "FluentValidation 12.0.0 removed the property that set both.",
    };

    /// <inheritdoc />
    protected override void Change(CodeRewrite rewrite)
    {
        var tree = CSharpLanguage.Parse(rewrite.Code.Text);
        foreach (var statement in tree.DescendantNodes().OfType<ExpressionStatementSyntax>())
        {
            if (statement.Expression is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                && IsProperty(assignment.Left) && InValidator(statement))
            {
                Change(rewrite, statement, assignment);
            }
        }
    }

    /// <summary>The deprecated <c>StopOnFirstFailure</c> stopped rules and not classes; a value that is computed would be computed twice.</summary>
    private static void Change(CodeRewrite rewrite, ExpressionStatementSyntax statement, AssignmentExpressionSyntax assignment)
    {
        if (assignment.Right is not MemberAccessExpressionSyntax { Name.Identifier.Text: "Stop" or "Continue" } value || statement.Parent is not BlockSyntax)
        {
            var index = Enumerable.Range(0, rewrite.Code.Tokens.Count).First(token => rewrite.Code.Tokens[token].Start == statement.SpanStart);
            rewrite.Decline(index, "Only 'Stop' and 'Continue', set in a block, are changed by this recipe.");
            return;
        }

        var instance = assignment.Left is MemberAccessExpressionSyntax ? "this." : string.Empty;
        rewrite.Editor.Replace(
            statement.SpanStart,
            statement.Span.End,
            $"{instance}ClassLevelCascadeMode = {value};{Break(rewrite.Code.Text, statement.SpanStart)}{instance}RuleLevelCascadeMode = {value};");
    }

    private static bool IsProperty(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax { Identifier.Text: Property } or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.Text: Property };

    /// <summary>A class that says that it is one: types of other files are not known.</summary>
    private static bool InValidator(ExpressionStatementSyntax statement) =>
        statement.Ancestors().OfType<ClassDeclarationSyntax>().FirstOrDefault()?.BaseList?.Types.FirstOrDefault()?.Type.ToString().Contains("Validator", StringComparison.Ordinal) == true;

    /// <summary>A new line that begins as the one at hand does.</summary>
    private static string Break(string text, int start)
    {
        var line = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        var end = line > 1 && text[line - 2] == '\r' ? "\r\n" : "\n";
        var indent = text[line..start];
        return end + (string.IsNullOrWhiteSpace(indent) ? indent : " ");
    }
}
