namespace SpecCursor.AiService.Providers.Recipes.Rust;

/// <summary>A release of a crate that gave methods and modules other names.</summary>
internal sealed record RenamedMethods
{
    /// <summary>The crate's package.</summary>
    public required string Package { get; init; }

    /// <summary>The release that renamed them.</summary>
    public required string Release { get; init; }

    /// <summary>New names of methods without arguments, by their old ones.</summary>
    public required IReadOnlyDictionary<string, string> Methods { get; init; }

    /// <summary>New names of modules of the crate, by their old ones.</summary>
    public required IReadOnlyDictionary<string, string> Modules { get; init; }

    /// <summary>Names that are gone, and why nothing can be put in their place.</summary>
    public required IReadOnlyDictionary<string, string> Gone { get; init; }

    /// <summary>Why the two are the same, in one sentence.</summary>
    public required string Rationale { get; init; }
}
