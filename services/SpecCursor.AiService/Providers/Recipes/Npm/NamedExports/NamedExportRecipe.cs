using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Npm.NamedExports;

/// <summary>
/// Repairs code that uses a module as the function that it no longer is. Where a name is only ever used as the function, its declaration
/// takes the function out of the module and the uses stay as they are; else the uses name the export.
/// </summary>
/// <param name="shape">What changed.</param>
internal sealed class NamedExportRecipe(NamedExportShape shape) : JavaScriptRecipe
{
    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = $"{shape.Package}-named-export",
        Ecosystem = Ecosystems.Node,
        Package = shape.Package,
        Change = VersionChange.In(shape.Release),
        Description = $"Uses the export `{shape.Export}` where the code used the module `{shape.Package}` itself.",
        Rationale = $"Since {shape.Release} the module `{shape.Package}` is no longer a function: what it was is its export `{shape.Export}`.",
    };

    /// <inheritdoc />
    protected override void Change(Rewrite rewrite)
    {
        foreach (var reference in PackageReferences.In(rewrite.File, Matches))
        {
            ChangeReference(rewrite, reference);
        }
    }

    private void ChangeReference(Rewrite rewrite, PackageReference reference)
    {
        if (reference is { Binding.IsConstant: false, Kind: PackageReferenceKind.Require or PackageReferenceKind.ImportDefault })
        {
            rewrite.Decline(reference.Load, $"'{reference.Binding.Name}' holds the module only at times, so its uses can't be told apart.");
            return;
        }

        foreach (var pattern in reference.Patterns)
        {
            rewrite.RenameKeys(pattern, Renamed);
        }

        switch (reference.Kind)
        {
            case PackageReferenceKind.Require when reference.Declarator is VariableDeclarator { Id: Identifier name } && IsFunctionOnly(rewrite, reference):
                rewrite.Editor.Replace(name, Destructured(name.Name, ": "));
                break;
            case PackageReferenceKind.ImportDefault:
                ChangeDefaultImport(rewrite, reference);
                break;
            case PackageReferenceKind.ImportNamed when reference.Declarator is ImportSpecifier { Imported: Identifier imported } specifier:
                if (Renamed(imported.Name) is { } renamed)
                {
                    rewrite.RenameImport(specifier, renamed);
                }

                break;
            case PackageReferenceKind.ImportDynamic when reference is { Uses: [], Patterns: [] }:
                rewrite.Decline(reference.Load, "A dynamic import that isn't awaited on the spot isn't changed by this recipe.");
                break;
            case PackageReferenceKind.Require or PackageReferenceKind.ImportNamespace or PackageReferenceKind.ImportDynamic:
                ChangeUses(rewrite, reference, nameEveryUse: reference.Kind == PackageReferenceKind.Require);
                break;
            case PackageReferenceKind.ReExport when reference.Load is ExportNamedDeclaration export:
                rewrite.RenameExports(export, Renamed);
                break;
        }
    }

    private void ChangeDefaultImport(Rewrite rewrite, PackageReference reference)
    {
        var import = (ImportDeclaration)reference.Load;
        var specifier = (ImportDefaultSpecifier)reference.Declarator!;
        var isFunctionOnly = IsFunctionOnly(rewrite, reference);
        if (reference.Binding!.References.Count == 0)
        {
            isFunctionOnly = true;
        }

        if (import.Specifiers.Count > 1)
        {
            rewrite.Decline(import, "A default import beside other imports isn't changed by this recipe.");
        }
        else if (isFunctionOnly)
        {
            rewrite.Editor.Replace(specifier, Destructured(specifier.Local.Name, " as "));
        }
        else
        {
            rewrite.Editor.Replace(specifier, $"* as {specifier.Local.Name}");
            ChangeUses(rewrite, reference, nameEveryUse: true);
        }
    }

    private void ChangeUses(Rewrite rewrite, PackageReference reference, bool nameEveryUse)
    {
        foreach (var use in reference.Uses)
        {
            if (rewrite.MemberOf(use) is { } member)
            {
                if (Rewrite.NameOf(member) is { } name && Renamed(name) is { } renamed)
                {
                    rewrite.RenameMember(member, renamed);
                }
            }
            else if (nameEveryUse && IsUsedAsValue(rewrite, use))
            {
                rewrite.ReplaceUse(use, $"{rewrite.File.TextOf(use)}.{shape.Export}");
            }
        }
    }

    /// <summary>An inline <c>require('p');</c> is there for its effect; <c>export { p }</c> has no room for a member.</summary>
    private static bool IsUsedAsValue(Rewrite rewrite, Expression use)
    {
        switch (rewrite.Parent(use))
        {
            case ExpressionStatement:
                return false;
            case ExportSpecifier or UnaryExpression { Operator: Acornima.Operator.TypeOf }:
                rewrite.Decline(use, "The module is exported again or asked for its type, which this recipe doesn't change.");
                return false;
            default:
                return true;
        }
    }

    private static bool IsFunctionOnly(Rewrite rewrite, PackageReference reference) =>
        reference.Uses.Count > 0
        && reference.Patterns.Count == 0
        && reference.Uses.All(use => rewrite.Parent(use) is CallExpression or NewExpression && rewrite.MemberOf(use) is null);

    private string? Renamed(string name) => name == "default" ? shape.Export : shape.Members.GetValueOrDefault(name);

    private string Destructured(string local, string separator) => local == shape.Export ? $"{{ {local} }}" : $"{{ {shape.Export}{separator}{local} }}";
}
