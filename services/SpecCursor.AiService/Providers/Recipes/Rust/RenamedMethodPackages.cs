namespace SpecCursor.AiService.Providers.Recipes.Rust;

/// <summary>The crates that <see cref="RenamedMethodRecipe"/> knows.</summary>
internal static class RenamedMethodPackages
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RenamedMethods> All { get; } =
    [
        new()
        {
            Package = "uuid",
            Release = "1.0.0",
            Methods = new Dictionary<string, string>
            {
                ["to_hyphenated"] = "hyphenated",
                ["to_hyphenated_ref"] = "as_hyphenated",
                ["to_simple"] = "simple",
                ["to_simple_ref"] = "as_simple",
                ["to_urn"] = "urn",
                ["to_urn_ref"] = "as_urn",
            },
            Modules = new Dictionary<string, string> { ["adapter"] = "fmt" },
            Gone = new Dictionary<string, string>
            {
                ["HyphenatedRef"] = "a reference to 'Hyphenated' took its place.",
                ["SimpleRef"] = "a reference to 'Simple' took its place.",
                ["UrnRef"] = "a reference to 'Urn' took its place.",
            },
            Rationale = "uuid 1.0.0 calls its formatters by what they are, and the module that they are in `fmt`; what they write is the same.",
        },
    ];
}
