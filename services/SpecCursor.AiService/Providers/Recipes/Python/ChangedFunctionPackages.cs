namespace SpecCursor.AiService.Providers.Recipes.Python;

/// <summary>The modules that <see cref="ChangedFunctionRecipe"/> knows.</summary>
internal static class ChangedFunctionPackages
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ChangedFunctions> All { get; } =
    [
        new()
        {
            Package = "emoji",
            Module = "emoji",
            Release = "2.0.0",
            Renamed = new Dictionary<string, string> { ["distinct_emoji_lis"] = "distinct_emoji_list" },
            Switched = new HashSet<string>(["emojize", "demojize"], StringComparer.Ordinal),
            Switch = "use_aliases",
            Keyword = "language",
            On = "alias",
            Off = "en",
            Gone = new HashSet<string>(
                [
                    "emoji_lis", "get_emoji_regexp", "UNICODE_EMOJI", "UNICODE_EMOJI_ENGLISH", "UNICODE_EMOJI_ALIAS_ENGLISH", "EMOJI_UNICODE", "EMOJI_UNICODE_ENGLISH",
                    "EMOJI_ALIAS_UNICODE_ENGLISH",
                ],
                StringComparer.Ordinal),
            Rationale = "Since 1.7.0 the aliases of `emoji` are a language, `alias`; 2.0.0 removed the switch `use_aliases` and the old name of `distinct_emoji_list`.",
        },
    ];
}
