namespace SpecCursor.AiService.Providers.Recipes.Npm.NamedExports;

/// <summary>A package whose module used to be a function (or class), and is now an object that holds it under a name.</summary>
internal sealed record NamedExportShape
{
    /// <summary>The package.</summary>
    public required string Package { get; init; }

    /// <summary>The release that changed it.</summary>
    public required string Release { get; init; }

    /// <summary>The name that the function has now.</summary>
    public required string Export { get; init; }

    /// <summary>What the function's properties are called now, by what they were called; what isn't listed has kept its name.</summary>
    public IReadOnlyDictionary<string, string> Members { get; init; } = new Dictionary<string, string>();
}
