using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Npm.EsmOnly;

/// <summary>
/// Repairs CommonJS code that requires a package which became an ES module: since Node.js 20.19 <c>require</c> gives its namespace, so that
/// what the module was is the namespace's <c>default</c>. Code that imports is right as it stands.
/// </summary>
/// <param name="package">What changed.</param>
internal sealed class EsmOnlyRecipe(EsmOnlyPackage package) : JavaScriptRecipe
{
    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = $"{package.Package}-esm-default",
        Ecosystem = Ecosystems.Node,
        Package = package.Package,
        Change = VersionChange.In(package.Release),
        Description = $"Takes the default export of `{package.Package}` where the code requires it.",
        Rationale = $"Since {package.Release} `{package.Package}` is an ES module: `require` gives its namespace, and what it was is the default export.",
    };

    /// <inheritdoc />
    protected override void Change(Rewrite rewrite)
    {
        foreach (var reference in PackageReferences.In(rewrite.File, Matches))
        {
            if (reference.Kind == PackageReferenceKind.Require)
            {
                ChangeRequire(rewrite, reference);
            }
        }
    }

    /// <inheritdoc />
    protected override RecipeResult ApplyToTokens(string path, string text) => RecipeResult.Untouched;

    private void ChangeRequire(Rewrite rewrite, PackageReference reference)
    {
        var call = (CallExpression)reference.Load;
        if (reference.Declarator is null)
        {
            ChangeInline(rewrite, call);
            return;
        }

        if (reference.Binding is { IsConstant: false } binding)
        {
            rewrite.Decline(call, $"'{binding.Name}' holds the module only at times, so its uses can't be told apart.");
            return;
        }

        var names = reference.Uses.Select(rewrite.MemberOf).OfType<MemberExpression>().Select(Rewrite.NameOf);
        if (names.Concat(reference.Patterns.SelectMany(KeysOf)).Contains("default"))
        {
            return;
        }

        ChangeBound(rewrite, reference);
    }

    /// <summary>
    /// Takes the default export where the module is kept; where some uses are of other exports, the namespace is kept and each use says
    /// which it means.
    /// </summary>
    private void ChangeBound(Rewrite rewrite, PackageReference reference)
    {
        var keys = reference.Patterns.SelectMany(KeysOf).ToList();
        var hasNamedUses = reference.Uses.Any(use => IsNamed(rewrite, use));
        if (!hasNamedUses && !keys.Exists(IsNamed))
        {
            rewrite.Editor.Insert(reference.Load.End, ".default");
            return;
        }

        if (!keys.TrueForAll(IsNamed))
        {
            rewrite.Decline(reference.Load, "A pattern takes parts of the default export out of what holds named exports too.");
            return;
        }

        foreach (var pattern in reference.Patterns)
        {
            rewrite.RenameKeys(pattern, Renamed);
        }

        foreach (var use in reference.Uses)
        {
            if (!IsNamed(rewrite, use))
            {
                rewrite.ReplaceUse(use, $"{rewrite.File.TextOf(use)}.default");
            }
            else if (Renamed(Rewrite.NameOf(rewrite.MemberOf(use)!)!) is { } renamed)
            {
                rewrite.RenameMember(rewrite.MemberOf(use)!, renamed);
            }
        }
    }

    private void ChangeInline(Rewrite rewrite, CallExpression call)
    {
        var name = rewrite.MemberOf(call) is { } member ? Rewrite.NameOf(member) : null;
        if (name == "default" || rewrite.Parent(call) is ExpressionStatement)
        {
            return;
        }

        if (!IsNamed(rewrite, call))
        {
            rewrite.Editor.Insert(call.End, ".default");
        }
        else if (Renamed(name!) is { } renamed)
        {
            rewrite.RenameMember(rewrite.MemberOf(call)!, renamed);
        }
    }

    private bool IsNamed(Rewrite rewrite, Expression use) =>
        rewrite.MemberOf(use) is { } member && Rewrite.NameOf(member) is { } name && IsNamed(name);

    private bool IsNamed(string name) => package.Named.ContainsKey(name) || package.Named.Values.Contains(name);

    /// <summary>Another name for a named export; null where it has kept its name.</summary>
    private string? Renamed(string name) => package.Named.TryGetValue(name, out var renamed) && renamed != name ? renamed : null;

    private static IEnumerable<string> KeysOf(ObjectPattern pattern) =>
        pattern.Properties.OfType<AssignmentProperty>().Select(property => property.Key).OfType<Identifier>().Select(key => key.Name);
}
