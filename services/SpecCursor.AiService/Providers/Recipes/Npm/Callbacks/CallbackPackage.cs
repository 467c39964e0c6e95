namespace SpecCursor.AiService.Providers.Recipes.Npm.Callbacks;

/// <summary>A package whose function took a callback and now returns a promise.</summary>
internal sealed record CallbackPackage
{
    /// <summary>The package.</summary>
    public required string Package { get; init; }

    /// <summary>The release that dropped the callback.</summary>
    public required string Release { get; init; }

    /// <summary>The name that the function is also exported under.</summary>
    public required string Export { get; init; }
}
