using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Npm.RenamedMembers;

/// <summary>Repairs uses of a package's removed functions.</summary>
/// <param name="renamed">What changed.</param>
internal sealed class RenamedMemberRecipe(RenamedMembers renamed) : JavaScriptRecipe
{
    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = $"{renamed.Package}-renamed-members",
        Ecosystem = Ecosystems.Node,
        Package = renamed.Package,
        Change = VersionChange.In(renamed.Release),
        Description = $"Calls what replaced the functions that `{renamed.Package}` {renamed.Release} removed.",
        Rationale = renamed.Rationale,
    };

    /// <inheritdoc />
    protected override void Change(Rewrite rewrite)
    {
        foreach (var reference in PackageReferences.In(rewrite.File, Matches))
        {
            if (reference is { Kind: PackageReferenceKind.ImportNamed, Declarator: ImportSpecifier { Imported: Identifier imported } specifier }
                && NewName(imported.Name) is { } name)
            {
                rewrite.RenameImport(specifier, name);
            }

            if (reference.Load is ExportNamedDeclaration export)
            {
                rewrite.RenameExports(export, NewName);
            }

            ChangeUses(rewrite, reference);
        }
    }

    private void ChangeUses(Rewrite rewrite, PackageReference reference)
    {
        foreach (var pattern in reference.Patterns)
        {
            rewrite.RenameKeys(pattern, NewName);
        }

        foreach (var member in reference.Uses.Select(rewrite.MemberOf).OfType<MemberExpression>())
        {
            if (Rewrite.NameOf(member) is { } old && NewName(old) is { } name)
            {
                rewrite.RenameMember(member, name);
            }
        }

        foreach (var chain in reference.Uses.Select(rewrite.Parent).OfType<CallExpression>().Where(call => reference.Uses.Contains(call.Callee)))
        {
            DeclineChain(rewrite, chain);
        }
    }

    /// <summary><c>_(list).pluck('name')</c>: what a chain holds can't be told, so that a method of it may be anyone's.</summary>
    private void DeclineChain(Rewrite rewrite, CallExpression chain)
    {
        if (rewrite.MemberOf(chain) is { } member && Rewrite.NameOf(member) is { } name && NewName(name) is not null)
        {
            rewrite.Decline(member, $"'{name}' is called on a chain, which this recipe doesn't change.");
        }
    }

    private string? NewName(string name) => renamed.Members.GetValueOrDefault(name);
}
