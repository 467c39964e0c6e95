namespace SpecCursor.AiService.Providers.Recipes.Python;

/// <summary>A release of a module that renamed functions, and gave a switch of some another form.</summary>
internal sealed record ChangedFunctions
{
    /// <summary>The distribution.</summary>
    public required string Package { get; init; }

    /// <summary>What it is imported as.</summary>
    public required string Module { get; init; }

    /// <summary>The release that changed them.</summary>
    public required string Release { get; init; }

    /// <summary>New names of functions, by their old ones.</summary>
    public required IReadOnlyDictionary<string, string> Renamed { get; init; }

    /// <summary>Functions that had a switch.</summary>
    public required IReadOnlySet<string> Switched { get; init; }

    /// <summary>The switch: a keyword, and the second argument where it was given by position.</summary>
    public required string Switch { get; init; }

    /// <summary>The keyword that took its place.</summary>
    public required string Keyword { get; init; }

    /// <summary>The keyword's value for a switch that is on.</summary>
    public required string On { get; init; }

    /// <summary>The keyword's value for a switch that is off, which is its default.</summary>
    public required string Off { get; init; }

    /// <summary>Names that are gone without a like.</summary>
    public required IReadOnlySet<string> Gone { get; init; }

    /// <summary>Why the two are the same, in one sentence.</summary>
    public required string Rationale { get; init; }
}
