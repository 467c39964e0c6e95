using SpecCursor.AiService.Providers.Recipes.DotNet.FluentValidation;
using SpecCursor.AiService.Providers.Recipes.Go;
using SpecCursor.AiService.Providers.Recipes.Npm.Callbacks;
using SpecCursor.AiService.Providers.Recipes.Npm.EsmOnly;
using SpecCursor.AiService.Providers.Recipes.Npm.LruCache;
using SpecCursor.AiService.Providers.Recipes.Npm.NamedExports;
using SpecCursor.AiService.Providers.Recipes.Npm.RenamedMembers;
using SpecCursor.AiService.Providers.Recipes.Npm.Uuid;
using SpecCursor.AiService.Providers.Recipes.Python;
using SpecCursor.AiService.Providers.Recipes.Rust;

namespace SpecCursor.AiService.Providers.Recipes;

/// <summary>The built-in recipes.</summary>
internal sealed class RecipeCatalogue
{
    /// <summary>All of them, in the order in which those for one package are applied.</summary>
    public IReadOnlyList<IRecipe> All { get; } =
    [
        new UuidDeepImports(),
        .. CallbackPackages.All.Select(package => new CallbackToPromiseRecipe(package)),
        .. NamedExportPackages.All.Select(shape => new NamedExportRecipe(shape)),
        .. EsmOnlyPackages.All.Select(package => new EsmOnlyRecipe(package)),
        .. RenamedMemberPackages.All.Select(members => new RenamedMemberRecipe(members)),
        new JsYamlNamespaceImport(),
        new LruCacheOptions(),
        .. RenamedMethodPackages.All.Select(renamed => new RenamedMethodRecipe(renamed)),
        .. ChangedFunctionPackages.All.Select(changed => new ChangedFunctionRecipe(changed)),
        new CronThree(),
        new CascadeModes(),
    ];

    /// <summary>The recipes for one upgrade.</summary>
    public IReadOnlyList<IRecipe> For(string ecosystem, string package, string from, string to) =>
        [.. All.Where(recipe => recipe.Description.AppliesTo(ecosystem, package, from, to))];
}
