using Acornima.Ast;
using SpecCursor.AiService.JavaScript;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes.Npm.LruCache;

/// <summary>
/// Repairs the options that <c>new LRU({ … })</c> takes, the methods that caches have, and, where the module no longer is the class, its name.
/// </summary>
internal sealed class LruCacheOptions : JavaScriptRecipe
{
    private const string Class = "LRUCache";

    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["maxAge"] = "ttl",
        ["length"] = "sizeCalculation",
        ["stale"] = "allowStale",
    };

    private static readonly Dictionary<string, string> Methods = new(StringComparer.Ordinal) { ["del"] = "delete", ["reset"] = "clear" };

    /// <inheritdoc />
    public override RecipeDescription Description { get; } = new()
    {
        Name = "lru-cache-options",
        Ecosystem = Ecosystems.Node,
        Package = "lru-cache",
        Change = new VersionChange(new Version(9, 0, 0), new Version(7, 0, 0)),
        Description = "Gives the options and methods of `lru-cache` their present names: `ttl`, `sizeCalculation`, `allowStale`, `delete`, `clear`.",
        Rationale = "lru-cache 7 renamed options and methods, 8 removed the old names, and 9 made the class the export `LRUCache`.",
    };

    /// <inheritdoc />
    protected override void Change(Rewrite rewrite)
    {
        var isNamed = VersionChange.Core(rewrite.TargetVersion) >= new Version(9, 0, 0);
        foreach (var reference in PackageReferences.In(rewrite.File, Matches))
        {
            var isClass = reference.Kind is PackageReferenceKind.Require or PackageReferenceKind.ImportDefault;
            foreach (var construction in isClass ? reference.Uses.Select(rewrite.Parent).OfType<NewExpression>() : [])
            {
                ChangeOptions(rewrite, construction);
                ChangeMethods(rewrite, construction);
            }

            if (isNamed && isClass)
            {
                NameClass(rewrite, reference);
            }
        }
    }

    private static void ChangeOptions(Rewrite rewrite, NewExpression construction)
    {
        if (construction.Arguments is not [ObjectExpression options])
        {
            if (construction.Arguments is [Identifier or MemberExpression or CallExpression])
            {
                rewrite.Decline(construction, "The options are not written where the cache is made.");
            }

            return;
        }

        var properties = options.Properties.OfType<Property>().Where(property => property is { Computed: false, Key: Identifier }).ToList();
        var isSized = properties.Exists(property => KeyOf(property) == "length");
        foreach (var property in properties)
        {
            var name = KeyOf(property) == "max" && isSized ? "maxSize" : Options.GetValueOrDefault(KeyOf(property));
            if (name is null)
            {
                continue;
            }

            if (property.Shorthand)
            {
                rewrite.Editor.Insert(property.Start, $"{name}: ");
            }
            else
            {
                rewrite.Editor.Replace(property.Key, name);
            }
        }
    }

    private static void ChangeMethods(Rewrite rewrite, NewExpression construction)
    {
        if (rewrite.Parent(construction) is not VariableDeclarator { Id: Identifier local } || rewrite.File.Scopes.Resolve(local) is not { IsConstant: true } cache)
        {
            return;
        }

        foreach (var member in cache.References.Select(use => rewrite.MemberOf(use)).OfType<MemberExpression>())
        {
            if (Rewrite.NameOf(member) is { } old && Methods.TryGetValue(old, out var name))
            {
                rewrite.RenameMember(member, name);
            }
        }
    }

    private static void NameClass(Rewrite rewrite, PackageReference reference)
    {
        if (reference.Uses.Any(use => rewrite.MemberOf(use) is { } member && Rewrite.NameOf(member) == Class))
        {
            return;
        }

        switch (reference.Declarator)
        {
            case VariableDeclarator { Id: Identifier local } when reference.Binding is { IsConstant: true }:
                rewrite.Editor.Replace(local, local.Name == Class ? $"{{ {Class} }}" : $"{{ {Class}: {local.Name} }}");
                break;
            case ImportDefaultSpecifier specifier when ((ImportDeclaration)reference.Load).Specifiers.Count == 1:
                rewrite.Editor.Replace(specifier, specifier.Local.Name == Class ? $"{{ {Class} }}" : $"{{ {Class} as {specifier.Local.Name} }}");
                break;
            case null when reference.Load is CallExpression && rewrite.Parent(reference.Load) is NewExpression:
                rewrite.Editor.Insert(reference.Load.End, $".{Class}");
                break;
            case null or VariableDeclarator { Id: ObjectPattern }:
                break;
            default:
                rewrite.Decline(reference.Load, "This way of loading the class isn't changed by this recipe.");
                break;
        }
    }

    private static string KeyOf(Property property) => ((Identifier)property.Key).Name;
}
