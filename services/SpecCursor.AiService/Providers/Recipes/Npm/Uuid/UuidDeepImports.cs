using System.Text.RegularExpressions;
using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Npm.Uuid;

/// <summary>Repairs imports of <c>uuid/v1</c>, <c>uuid/v3</c>, <c>uuid/v4</c> and <c>uuid/v5</c>.</summary>
internal sealed partial class UuidDeepImports : JavaScriptRecipe
{
    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = "uuid-deep-imports",
        Ecosystem = Ecosystems.Node,
        Package = "uuid",
        Change = new VersionChange(new Version(8, 0, 0), new Version(7, 0, 0)),
        Description = "Takes `v1`, `v3`, `v4` and `v5` from `uuid` where the code loads `uuid/v1` and so on.",
        Rationale = "uuid 7 made the algorithms exports of the package and deprecated their files; uuid 8 no longer lets the files be loaded.",
    };

    /// <inheritdoc />
    protected override bool Matches(string specifier) => specifier.StartsWith("uuid/", StringComparison.Ordinal);

    /// <inheritdoc />
    protected override void Change(Rewrite rewrite)
    {
        foreach (var reference in PackageReferences.In(rewrite.File, Matches))
        {
            if (AlgorithmOf(reference.Source.Value) is not { } algorithm)
            {
                rewrite.Decline(reference.Load, $"'{reference.Source.Value}' is not one of the files that became exports.");
                continue;
            }

            ChangeReference(rewrite, reference, algorithm);
        }

        DeclineMocks(rewrite);
    }

    /// <inheritdoc />
    protected override RecipeResult ApplyToTokens(string path, string text) => UuidDeepImportTokens.Apply(path, text, AlgorithmOf);

    private static void ChangeReference(Rewrite rewrite, PackageReference reference, string algorithm)
    {
        switch (reference.Kind)
        {
            case PackageReferenceKind.Require:
                ChangeRequire(rewrite, reference, algorithm);
                break;
            case PackageReferenceKind.ImportDefault or PackageReferenceKind.ImportNamespace:
                ChangeImport(rewrite, reference, algorithm);
                break;
            case PackageReferenceKind.ImportNamed when reference.Declarator is ImportSpecifier { Imported: Identifier { Name: "default" } } specifier:
                rewrite.RenameImport(specifier, algorithm);
                SetSource(rewrite, reference);
                break;
            case PackageReferenceKind.ReExport when reference.Load is ExportNamedDeclaration export:
                rewrite.RenameExports(export, name => name == "default" ? algorithm : null);
                SetSource(rewrite, reference);
                break;
            case PackageReferenceKind.ImportDynamic:
                ChangeDynamicImport(rewrite, reference, algorithm);
                break;
            case PackageReferenceKind.ImportBare:
                SetSource(rewrite, reference);
                break;
            default:
                rewrite.Decline(reference.Load, $"This way of loading '{reference.Source.Value}' isn't changed by this recipe.");
                break;
        }
    }

    private static void ChangeRequire(Rewrite rewrite, PackageReference reference, string algorithm)
    {
        SetSource(rewrite, reference);
        if (reference.Declarator is VariableDeclarator { Id: Identifier local } declarator && declarator.Init == reference.Load)
        {
            rewrite.Editor.Replace(local, local.Name == algorithm ? $"{{ {algorithm} }}" : $"{{ {algorithm}: {local.Name} }}");
        }
        else if (rewrite.Parent(reference.Load) is not ExpressionStatement)
        {
            rewrite.Editor.Insert(reference.Load.End, $".{algorithm}");
        }
    }

    private static void ChangeImport(Rewrite rewrite, PackageReference reference, string algorithm)
    {
        var local = ((ImportDeclarationSpecifier)reference.Declarator!).Local.Name;
        if (((ImportDeclaration)reference.Load).Specifiers.Count > 1)
        {
            rewrite.Decline(reference.Load, "A default import beside other imports isn't changed by this recipe.");
            return;
        }

        rewrite.Editor.Replace(reference.Declarator!, local == algorithm ? $"{{ {algorithm} }}" : $"{{ {algorithm} as {local} }}");
        SetSource(rewrite, reference);
    }

    private static void ChangeDynamicImport(Rewrite rewrite, PackageReference reference, string algorithm)
    {
        var members = reference.Uses.Select(rewrite.MemberOf).ToList();
        var isDefaultOnly = members.TrueForAll(member => member is not null && Rewrite.NameOf(member) == "default");
        if (!isDefaultOnly || (reference.Uses.Count == 0 && reference.Patterns.Count == 0))
        {
            rewrite.Editor.Insert(reference.Load.End, $".then((uuid) => ({{ default: uuid.{algorithm} }}))");
        }
        else
        {
            members.ForEach(member => rewrite.RenameMember(member!, algorithm));
            foreach (var pattern in reference.Patterns)
            {
                rewrite.RenameKeys(pattern, name => name == "default" ? algorithm : null);
            }
        }

        SetSource(rewrite, reference);
    }

    private static void SetSource(Rewrite rewrite, PackageReference reference) =>
        rewrite.Editor.Replace(reference.Source.Start + 1, reference.Source.End - 1, "uuid");

    /// <summary>A mock of the file no longer replaces anything, and the shape of what it returns is its author's.</summary>
    private void DeclineMocks(Rewrite rewrite)
    {
        foreach (var call in SyntaxChildren.SelfAndDescendants(rewrite.File.Tree).OfType<CallExpression>())
        {
            if (call is { Callee: MemberExpression { Property: Identifier { Name: "mock" or "doMock" or "requireActual" or "requireMock" } } }
                && call.Arguments is [StringLiteral source, ..] && Matches(source.Value))
            {
                rewrite.Decline(call, $"A mock of '{source.Value}' has to be rewritten by hand.");
            }
        }
    }

    private static string? AlgorithmOf(string specifier) => FilePattern().Match(specifier) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\Auuid/(v[1345])(?:\.js)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex FilePattern();
}
