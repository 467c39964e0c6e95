using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Npm.RenamedMembers;

/// <summary>Repairs <c>import yaml from 'js-yaml'</c>, which has no default export since 5.</summary>
internal sealed class JsYamlNamespaceImport : JavaScriptRecipe
{
    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = "js-yaml-namespace-import",
        Ecosystem = Ecosystems.Node,
        Package = "js-yaml",
        Change = VersionChange.In("5.0.0"),
        Description = "Imports `js-yaml` as a namespace where the code imported its default export.",
        Rationale = "js-yaml 5.0.0 has named exports only.",
    };

    /// <inheritdoc />
    protected override void Change(Rewrite rewrite)
    {
        foreach (var reference in PackageReferences.In(rewrite.File, Matches))
        {
            if (reference.Kind != PackageReferenceKind.ImportDefault)
            {
                continue;
            }

            if (((ImportDeclaration)reference.Load).Specifiers.Count > 1)
            {
                rewrite.Decline(reference.Load, "A default import beside other imports isn't changed by this recipe.");
            }
            else
            {
                rewrite.Editor.Insert(reference.Declarator!.Start, "* as ");
            }
        }
    }
}
