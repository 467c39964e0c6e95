namespace SpecCursor.AiService.Providers.Recipes.Crates;

/// <summary>Methods of a crate that a release gave other names.</summary>
internal sealed record RenamedMethods
{
    /// <summary>The crate.</summary>
    public required string Crate { get; init; }

    /// <summary>The release that has only the new names.</summary>
    public required string Release { get; init; }

    /// <summary>New names by old ones.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>What the release changed.</summary>
    public required string Rationale { get; init; }

    /// <summary>The crates that <see cref="RenamedMethodRecipe"/> knows. Both sides of the release were looked at.</summary>
    public static IReadOnlyList<RenamedMethods> All { get; } =
    [
        new()
        {
            Crate = "uuid",
            Release = "1.0.0",
            Names = new Dictionary<string, string>
            {
                ["to_hyphenated"] = "hyphenated",
                ["to_simple"] = "simple",
                ["to_urn"] = "urn",
                ["to_hyphenated_ref"] = "as_hyphenated",
                ["to_simple_ref"] = "as_simple",
                ["to_urn_ref"] = "as_urn",
            },
            Rationale = "uuid 1.0.0 names its conversions by Rust's guidelines: they cost nothing, and so have no `to_`.",
        },
    ];
}
