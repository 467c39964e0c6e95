namespace SpecCursor.AiService.Providers.Recipes;

/// <summary>A named, deterministic change of code for one breaking release.</summary>
internal interface IRecipe
{
    /// <summary>What it is for.</summary>
    RecipeDescription Description { get; }

    /// <summary>Changes one file. Applied to its own result, it changes nothing.</summary>
    /// <param name="path">Repository-relative path.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="targetVersion">The version that the upgrade leads to.</param>
    RecipeResult Apply(string path, string text, string targetVersion);
}
