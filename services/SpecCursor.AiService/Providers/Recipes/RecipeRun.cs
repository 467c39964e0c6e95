using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.AiService.Providers.Recipes;

/// <summary>Recipes, applied one after the other to every file.</summary>
internal sealed record RecipeRun
{
    /// <summary>The recipes that changed something.</summary>
    public required IReadOnlyList<RecipeDescription> Applied { get; init; }

    /// <summary>The files that were changed.</summary>
    public required IReadOnlyList<ProposedFile> Files { get; init; }

    /// <summary>Uses of what broke that no recipe could repair.</summary>
    public required IReadOnlyList<string> Unhandled { get; init; }

    /// <summary>Applies recipes.</summary>
    /// <param name="recipes">In this order.</param>
    /// <param name="files">The files as they stand.</param>
    /// <param name="targetVersion">The version that the upgrade leads to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static RecipeRun Of(
        IReadOnlyList<IRecipe> recipes, IReadOnlyList<SourceFile> files, string targetVersion, CancellationToken cancellationToken = default)
    {
        var applied = new HashSet<RecipeDescription>();
        List<ProposedFile> changed = [];
        List<string> unhandled = [];
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = file.Content;
            foreach (var recipe in recipes)
            {
                var result = recipe.Apply(file.Path, text, targetVersion);
                unhandled.AddRange(result.Unhandled);
                if (result.NewText is { } newText && newText != text)
                {
                    text = newText;
                    applied.Add(recipe.Description);
                }
            }

            if (text != file.Content)
            {
                changed.Add(new ProposedFile(file.Path, text));
            }
        }

        return new RecipeRun
        {
            Applied = [.. recipes.Select(recipe => recipe.Description).Where(applied.Contains)],
            Files = changed,
            Unhandled = [.. unhandled.Distinct()],
        };
    }
}
