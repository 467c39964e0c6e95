using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpecCursor.AiService.JavaScript;
using SpecCursor.AiService.Languages;
using SpecCursor.AiService.Languages.CSharp;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.DotNet.FluentValidation;

/// <summary>FluentValidation 12: the one cascade mode became one between rules and one within them.</summary>
internal sealed class CascadeModes : IRecipe
{
    private const string Mode = "CascadeMode";
    private const string Removed = "StopOnFirstFailure";

    /// <inheritdoc />
    public RecipeDescription Description { get; } = new()
    {
        Name = "fluentvalidation-cascade-modes",
        Ecosystem = Ecosystems.DotNet,
        Package = "FluentValidation",
        Change = VersionChange.In("12.0.0"),
        Description = "Sets the cascade modes between and within rules in the place of `CascadeMode`.",
        Rationale = "FluentValidation 12.0.0 removed `CascadeMode`, whose setter set just these two, and the names that 11 called obsolete.",
    };

    /// <inheritdoc />
    public RecipeResult Apply(string path, string text, string targetVersion)
    {
        if (LanguageCatalogue.Of(path) is not CSharpLanguage
            || !(text.Contains(Description.Package, StringComparison.Ordinal) || text.Contains("AbstractValidator", StringComparison.Ordinal)))
        {
            return RecipeResult.Untouched;
        }

        if (CSharpReader.IsTooDeep(text))
        {
            return new RecipeResult { Unhandled = [$"{path} is nested too deeply to analyse."] };
        }

        var tree = CSharpReader.Parse(text);
        if (CSharpReader.ErrorIn(tree) is not null)
        {
            return new RecipeResult { Unhandled = [$"{path} does not parse as C#."] };
        }

        var editor = new SourceEditor(text);
        List<string> unhandled = [];
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (Change(node, editor) is { } reason)
            {
                unhandled.Add($"{path}:{tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}: {reason}");
            }
        }

        return new RecipeResult { NewText = editor.Count == 0 ? null : editor.Apply(), Unhandled = unhandled };
    }

    /// <returns>Why a use can't be changed; null when it is, or when the node is none.</returns>
    private static string? Change(SyntaxNode node, SourceEditor editor)
    {
        switch (node)
        {
            case AssignmentExpressionSyntax { Left: var left } assignment when PrefixOf(left) is { } prefix:
                return ChangeAssignment(assignment, prefix, editor);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: Mode, Expression: var owner }
                when IsGlobalOptions(owner) && node.Parent is not AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax }:
                return "'ValidatorOptions.Global.CascadeMode' is read here, and there are two of it now.";
            case MemberAccessExpressionSyntax { Name: { Identifier.ValueText: Removed } name } access when NameOf(access.Expression) == Mode && !IsRight(access):
                return ChangeValue(access, name, editor);
            case MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "ShouldHaveAnyValidationError" } name }
                when node.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 }:
                editor.Replace(name.SpanStart, name.Span.End, "ShouldHaveValidationErrors");
                return null;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Transform" or "TransformForEach" or "InjectValidator" }
                when node.Parent is InvocationExpressionSyntax:
                return "What this calls is gone, and has to be rewritten by hand.";
            default:
                return null;
        }
    }

    private static string? ChangeAssignment(AssignmentExpressionSyntax assignment, string prefix, SourceEditor editor)
    {
        if (assignment.Parent is InitializerExpressionSyntax || assignment.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax } statement || !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
        {
            return "'CascadeMode' is set elsewhere than in a statement of its own.";
        }

        if (assignment.Left is IdentifierNameSyntax && !IsInValidator(assignment))
        {
            return "Whether this 'CascadeMode' is a validator's can't be told.";
        }

        var isRemoved = assignment.Right is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Removed };
        if (!isRemoved && assignment.Right is not (MemberAccessExpressionSyntax or IdentifierNameSyntax))
        {
            return "'CascadeMode' is set to something that may not be asked for twice.";
        }

        var line = statement.GetLeadingTrivia().ToFullString();
        var indentation = line[(line.LastIndexOf('\n') + 1)..];
        var lineEnd = statement.SyntaxTree.GetText().ToString().Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var right = assignment.Right.ToString();
        var owner = assignment.Left.ToString()[..^Mode.Length];
        var (between, within) = isRemoved ? (right[..^Removed.Length] + "Continue", right[..^Removed.Length] + "Stop") : (right, right);
        editor.Replace(
            statement.SpanStart,
            statement.Span.End,
            $"{owner}{prefix}ClassLevelCascadeMode = {between};{lineEnd}{new string([.. indentation.Where(char.IsWhiteSpace)])}{owner}{prefix}RuleLevelCascadeMode = {within};");
        return null;
    }

    /// <summary>As the level of a class, of a rule or of one chain, the removed value was taken for <c>Stop</c>.</summary>
    private static string? ChangeValue(MemberAccessExpressionSyntax access, SimpleNameSyntax name, SourceEditor editor)
    {
        var isChain = access.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Cascade" } } };
        var isLevel = access.Parent is AssignmentExpressionSyntax { Left: var left } && NameOf(left) is "ClassLevelCascadeMode" or "RuleLevelCascadeMode" or "DefaultClassLevelCascadeMode" or "DefaultRuleLevelCascadeMode";
        if (!isChain && !isLevel)
        {
            return "'CascadeMode.StopOnFirstFailure' is gone.";
        }

        editor.Replace(name.SpanStart, name.Span.End, "Stop");
        return null;
    }

    /// <summary>What the two properties' names begin with; null for something else.</summary>
    private static string? PrefixOf(ExpressionSyntax left) => left switch
    {
        IdentifierNameSyntax { Identifier.ValueText: Mode } => string.Empty,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: Mode, Expression: ThisExpressionSyntax or BaseExpressionSyntax } => string.Empty,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: Mode, Expression: var owner } when IsGlobalOptions(owner) => "Default",
        _ => null,
    };

    private static bool IsGlobalOptions(ExpressionSyntax owner) => owner is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Global" } options && NameOf(options.Expression) == "ValidatorOptions";

    private static bool IsRight(MemberAccessExpressionSyntax access) => access.Parent is AssignmentExpressionSyntax { Left: var left } && PrefixOf(left) is not null;

    /// <summary>Whether the class derives from a validator, by the names of what it derives from.</summary>
    private static bool IsInValidator(SyntaxNode node) =>
        node.FirstAncestorOrSelf<ClassDeclarationSyntax>()?.BaseList?.Types.Any(type => NameOf(type.Type)?.EndsWith("Validator", StringComparison.Ordinal) == true) == true
        && !node.Ancestors().OfType<BaseMethodDeclarationSyntax>().Any(method => method.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == Mode));

    private static string? NameOf(SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        _ => null,
    };
}
