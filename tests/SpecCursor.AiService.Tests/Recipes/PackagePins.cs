namespace SpecCursor.AiService.Tests.Recipes;

/// <summary>The releases that the recipes are tried on: the last before a change, and one after it.</summary>
internal static class PackagePins
{
    public static IReadOnlyDictionary<string, (string Before, string After)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["ansi-styles"] = ("5.2.0", "6.2.3"),
        ["array-union"] = ("2.1.0", "3.0.1"),
        ["arrify"] = ("2.0.1", "3.0.0"),
        ["boxen"] = ("5.1.2", "6.2.1"),
        ["camelcase"] = ("6.3.0", "7.0.1"),
        ["chalk"] = ("4.1.2", "5.6.2"),
        ["cli-cursor"] = ("3.1.0", "4.0.0"),
        ["del"] = ("6.1.1", "7.1.0"),
        ["delay"] = ("5.0.0", "6.0.0"),
        ["escape-string-regexp"] = ("4.0.0", "5.0.0"),
        ["execa"] = ("5.1.1", "6.1.0"),
        ["find-up"] = ("5.0.0", "6.3.0"),
        ["glob"] = ("8.1.0", "10.5.0"),
        ["globby"] = ("11.1.0", "12.2.0"),
        ["got"] = ("11.8.6", "12.6.1"),
        ["has-flag"] = ("4.0.0", "5.0.1"),
        ["is-stream"] = ("2.0.1", "3.0.0"),
        ["js-yaml"] = ("3.14.1", "4.1.0"),
        ["lodash"] = ("3.10.1", "4.17.21"),
        ["log-symbols"] = ("4.1.0", "5.1.0"),
        ["lru-cache"] = ("6.0.0", "10.4.3"),
        ["marked"] = ("3.0.8", "4.3.0"),
        ["minimatch"] = ("8.0.4", "9.0.5"),
        ["mkdirp"] = ("0.5.6", "3.0.1"),
        ["nanoid"] = ("2.1.11", "3.3.11"),
        ["node-fetch"] = ("2.7.0", "3.3.2"),
        ["open"] = ("8.4.2", "9.1.0"),
        ["ora"] = ("5.4.1", "6.3.1"),
        ["p-limit"] = ("3.1.0", "4.0.0"),
        ["p-map"] = ("4.0.0", "5.5.0"),
        ["pretty-bytes"] = ("5.6.0", "6.1.1"),
        ["rimraf"] = ("3.0.2", "5.0.10"),
        ["slash"] = ("3.0.0", "4.0.0"),
        ["string-width"] = ("4.2.3", "5.1.2"),
        ["strip-ansi"] = ("6.0.1", "7.1.0"),
        ["supports-color"] = ("8.1.1", "9.4.0"),
        ["uuid"] = ("3.4.0", "9.0.1"),
        ["wrap-ansi"] = ("7.0.0", "8.1.0"),
    };

    /// <summary>Releases further on, in a folder of their own: a recipe must be right for every later version, too.</summary>
    public static IReadOnlyDictionary<string, string> Later { get; } = new Dictionary<string, string>
    {
        ["uuid"] = "14.0.0",
        ["js-yaml"] = "5.0.0",
        ["glob"] = "9.3.5",
        ["rimraf"] = "4.4.1",
        ["mkdirp"] = "1.0.4",
        ["lru-cache"] = "8.0.5",
        ["chalk"] = "5.0.0",
    };
}
