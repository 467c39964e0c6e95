namespace SpecCursor.AiService.Providers.Recipes;

/// <summary>What a recipe is for.</summary>
internal sealed record RecipeDescription
{
    /// <summary>A stable kebab-case name, unique, as logs and pull requests show it.</summary>
    public required string Name { get; init; }

    /// <summary>The package's ecosystem.</summary>
    public required string Ecosystem { get; init; }

    /// <summary>The package whose release breaks code.</summary>
    public required string Package { get; init; }

    /// <summary>The upgrades that it repairs.</summary>
    public required VersionChange Change { get; init; }

    /// <summary>What it does to the code: one sentence for the pull request.</summary>
    public required string Description { get; init; }

    /// <summary>Why the new code is right: what the release changed.</summary>
    public required string Rationale { get; init; }

    /// <summary>Whether it is for an upgrade. No two packages differ in the case of letters alone, and some registries don't mind it.</summary>
    public bool AppliesTo(string ecosystem, string package, string from, string to) =>
        ecosystem == Ecosystem && string.Equals(package, Package, StringComparison.OrdinalIgnoreCase) && Change.IsCrossedBy(from, to);
}
