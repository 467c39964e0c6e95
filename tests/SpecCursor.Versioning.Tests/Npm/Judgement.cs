namespace SpecCursor.Versioning.Tests.Npm;

/// <summary>What one implementation says about a question in one syntax.</summary>
public sealed record Judgement
{
    public required string?[] Versions { get; init; }

    public required string?[] Builds { get; init; }

    public required int? Order { get; init; }

    public required string? Range { get; init; }

    public required string[][]? Sets { get; init; }

    public required bool[] Satisfies { get; init; }

    public required bool? Subset { get; init; }

    public required string? Lowest { get; init; }

    public required string? Newest { get; init; }
}
