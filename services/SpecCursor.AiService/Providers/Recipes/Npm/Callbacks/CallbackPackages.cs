namespace SpecCursor.AiService.Providers.Recipes.Npm.Callbacks;

/// <summary>The packages that <see cref="CallbackToPromiseRecipe"/> knows. Every entry is checked by a test that runs code of both kinds.</summary>
internal static class CallbackPackages
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<CallbackPackage> All { get; } =
    [
        new() { Package = "glob", Release = "9.0.0", Export = "glob" },
        new() { Package = "rimraf", Release = "4.0.0", Export = "rimraf" },
        new() { Package = "mkdirp", Release = "1.0.0", Export = "mkdirp" },
    ];
}
