namespace SpecCursor.AiService.Providers.Recipes.Npm.RenamedMembers;

/// <summary>A release that removed functions of a package, for each of which another of its functions does the same.</summary>
internal sealed record RenamedMembers
{
    /// <summary>The package.</summary>
    public required string Package { get; init; }

    /// <summary>The release that removed them.</summary>
    public required string Release { get; init; }

    /// <summary>What does the same, by what was removed.</summary>
    public required IReadOnlyDictionary<string, string> Members { get; init; }

    /// <summary>Why the two are the same, in one sentence.</summary>
    public required string Rationale { get; init; }
}
