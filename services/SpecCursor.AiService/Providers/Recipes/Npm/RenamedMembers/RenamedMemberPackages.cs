namespace SpecCursor.AiService.Providers.Recipes.Npm.RenamedMembers;

/// <summary>
/// The packages that <see cref="RenamedMemberRecipe"/> knows. Every entry is checked by a test that installs both sides of the release: the
/// old name works before, no longer after, and the new name is there.
/// </summary>
internal static class RenamedMemberPackages
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RenamedMembers> All { get; } =
    [
        new()
        {
            Package = "js-yaml",
            Release = "4.0.0",
            Members = new Dictionary<string, string> { ["safeLoad"] = "load", ["safeLoadAll"] = "loadAll", ["safeDump"] = "dump" },
            Rationale = "Since 4.0.0 `load`, `loadAll` and `dump` of `js-yaml` are safe themselves, and their `safe` forms are gone.",
        },
        new()
        {
            Package = "lodash",
            Release = "4.0.0",
            Members = new Dictionary<string, string>
            {
                ["all"] = "every",
                ["any"] = "some",
                ["collect"] = "map",
                ["compose"] = "flowRight",
                ["contains"] = "includes",
                ["detect"] = "find",
                ["findWhere"] = "find",
                ["foldl"] = "reduce",
                ["foldr"] = "reduceRight",
                ["include"] = "includes",
                ["indexBy"] = "keyBy",
                ["inject"] = "reduce",
                ["methods"] = "functions",
                ["padLeft"] = "padStart",
                ["padRight"] = "padEnd",
                ["pairs"] = "toPairs",
                ["pluck"] = "map",
                ["restParam"] = "rest",
                ["select"] = "filter",
                ["sortByOrder"] = "orderBy",
                ["trimLeft"] = "trimStart",
                ["trimRight"] = "trimEnd",
                ["trunc"] = "truncate",
                ["unique"] = "uniq",
                ["where"] = "filter",
            },
            Rationale = "lodash 4.0.0 removed the aliases and shorthands that another function of it covers.",
        },
    ];
}
