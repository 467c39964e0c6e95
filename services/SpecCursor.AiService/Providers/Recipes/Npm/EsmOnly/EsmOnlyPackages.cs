namespace SpecCursor.AiService.Providers.Recipes.Npm.EsmOnly;

/// <summary>
/// The packages that <see cref="EsmOnlyRecipe"/> knows. Every entry is checked by a test that installs the release and looks at what
/// <c>require</c> gives; an entry that was not looked at doesn't belong here.
/// </summary>
internal static class EsmOnlyPackages
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<EsmOnlyPackage> All { get; } =
    [
        new() { Package = "chalk", Release = "5.0.0", Named = Map(("Instance", "Chalk"), ("stderr", "chalkStderr"), ("supportsColor", "supportsColor")) },
        new() { Package = "strip-ansi", Release = "7.0.0" },
        new() { Package = "string-width", Release = "5.0.0" },
        new() { Package = "wrap-ansi", Release = "8.0.0" },
        new() { Package = "ansi-styles", Release = "6.0.0" },
        new() { Package = "supports-color", Release = "9.0.0" },
        new() { Package = "log-symbols", Release = "5.0.0" },
        new() { Package = "cli-cursor", Release = "4.0.0" },
        new() { Package = "ora", Release = "6.0.0" },
        new() { Package = "boxen", Release = "6.0.0", Named = Same("_borderStyles") },
        new() { Package = "open", Release = "9.0.0", Named = Same("apps", "openApp") },
        new() { Package = "slash", Release = "4.0.0" },
        new() { Package = "camelcase", Release = "7.0.0" },
        new() { Package = "escape-string-regexp", Release = "5.0.0" },
        new() { Package = "pretty-bytes", Release = "6.0.0" },
        new() { Package = "arrify", Release = "3.0.0" },
        new() { Package = "array-union", Release = "3.0.0" },
        new() { Package = "has-flag", Release = "5.0.0" },
        new() { Package = "delay", Release = "6.0.0" },
        new() { Package = "p-limit", Release = "4.0.0" },
        new() { Package = "p-map", Release = "5.0.0" },
        new()
        {
            Package = "got",
            Release = "12.0.0",
            Named = Same(
                "RequestError", "CacheError", "ReadError", "HTTPError", "MaxRedirectsError", "ParseError", "TimeoutError", "UploadError", "CancelError"),
        },
        new()
        {
            Package = "node-fetch",
            Release = "3.0.0",
            Named = Same("Headers", "Request", "Response", "FetchError", "AbortError", "isRedirect"),
        },
    ];

    private static Dictionary<string, string> Same(params string[] names) => names.ToDictionary(name => name);

    private static Dictionary<string, string> Map(params (string Old, string New)[] names) => names.ToDictionary(pair => pair.Old, pair => pair.New);
}
