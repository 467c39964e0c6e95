namespace SpecCursor.AiService.Providers.Recipes;

/// <summary>What a recipe did to one file.</summary>
internal sealed record RecipeResult
{
    /// <summary>The file has nothing that the recipe is about.</summary>
    public static RecipeResult Untouched { get; } = new();

    /// <summary>The whole new text; null when nothing changed.</summary>
    public string? NewText { get; init; }

    /// <summary>Uses of what broke that the recipe can't repair, each with its place and the reason.</summary>
    public IReadOnlyList<string> Unhandled { get; init; } = [];
}
