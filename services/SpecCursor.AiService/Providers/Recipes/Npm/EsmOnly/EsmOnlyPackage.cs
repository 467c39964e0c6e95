namespace SpecCursor.AiService.Providers.Recipes.Npm.EsmOnly;

/// <summary>A package that became an ES module with a default export.</summary>
internal sealed record EsmOnlyPackage
{
    /// <summary>The package.</summary>
    public required string Package { get; init; }

    /// <summary>The first release that is an ES module.</summary>
    public required string Release { get; init; }

    /// <summary>
    /// Properties of the CommonJS module that are exports beside the default now, and what these are called: they are taken from the
    /// namespace and not from the default export.
    /// </summary>
    public IReadOnlyDictionary<string, string> Named { get; init; } = new Dictionary<string, string>();
}
