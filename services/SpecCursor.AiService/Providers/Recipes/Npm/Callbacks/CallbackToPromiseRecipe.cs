using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Npm.Callbacks;

/// <summary>
/// Repairs calls that pass a callback to a function that returns a promise now. The callback keeps its body: it is handed the error or the
/// result as before, through <c>then</c>. What becomes of the function's own name is the business of another recipe.
/// </summary>
/// <param name="package">What changed.</param>
internal sealed class CallbackToPromiseRecipe(CallbackPackage package) : JavaScriptRecipe
{
    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = $"{package.Package}-callback-to-promise",
        Ecosystem = Ecosystems.Node,
        Package = package.Package,
        Change = VersionChange.In(package.Release),
        Description = $"Takes the result of `{package.Package}` from its promise where the code passed a callback.",
        Rationale = $"Since {package.Release} `{package.Package}` returns a promise and never calls a callback.",
    };

    /// <inheritdoc />
    protected override void Change(Rewrite rewrite)
    {
        foreach (var reference in PackageReferences.In(rewrite.File, Matches))
        {
            foreach (var use in Functions(rewrite, reference))
            {
                ChangeUse(rewrite, use);
            }
        }
    }

    /// <summary>Every expression that is the function.</summary>
    private IEnumerable<Expression> Functions(Rewrite rewrite, PackageReference reference)
    {
        if (reference is { Kind: PackageReferenceKind.ImportNamed, Declarator: ImportSpecifier { Imported: Identifier imported } })
        {
            return imported.Name == package.Export ? reference.Uses : [];
        }

        var direct = reference.Uses.Select(use => rewrite.MemberOf(use) switch
        {
            null => use,
            { } member when Rewrite.NameOf(member) == package.Export => member,
            _ => null,
        }).OfType<Expression>();
        var destructured = reference.Patterns
            .SelectMany(pattern => pattern.Properties.OfType<AssignmentProperty>())
            .Where(property => property.Key is Identifier key && key.Name == package.Export)
            .Select(property => property.Value)
            .OfType<Identifier>()
            .SelectMany(local => rewrite.File.Scopes.Resolve(local)?.References ?? []);
        return direct.Concat(destructured);
    }

    private void ChangeUse(Rewrite rewrite, Expression use)
    {
        switch (rewrite.Parent(use))
        {
            case CallExpression promisify when promisify.Callee != use && IsPromisify(promisify):
                rewrite.Editor.Replace(promisify.Start, use.Start, string.Empty);
                rewrite.Editor.Replace(use.End, promisify.End, string.Empty);
                break;
            case CallExpression call when call.Callee == rewrite.File.Outermost(use):
                ChangeCall(rewrite, call);
                break;
        }
    }

    private void ChangeCall(Rewrite rewrite, CallExpression call)
    {
        if (rewrite.MemberOf(call) is { Property: Identifier { Name: "on" or "once" or "abort" or "pause" } })
        {
            rewrite.Decline(call, $"`{package.Package}` returns a promise, which sends no events.");
            return;
        }

        if (call.Arguments.Count < 2 || call.Arguments[^1] is not { } callback || !CallbackForms.IsCallback(rewrite.File, call, callback))
        {
            return;
        }

        if (rewrite.Parent(call) is not ExpressionStatement)
        {
            rewrite.Decline(call, $"The value of a call of `{package.Package}` with a callback is used, and it is a promise now.");
            return;
        }

        if (!CallbackForms.TryChange(rewrite, call, callback))
        {
            rewrite.Decline(call, "The callback has a form that can't be moved to a promise unchanged.");
        }
    }

    private static bool IsPromisify(CallExpression call) =>
        call.Arguments.Count == 1 && call.Callee is Identifier { Name: "promisify" } or MemberExpression { Computed: false, Property: Identifier { Name: "promisify" } };
}
