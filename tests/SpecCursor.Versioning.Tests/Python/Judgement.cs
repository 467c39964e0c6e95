namespace SpecCursor.Versioning.Tests.Python;

/// <summary>What one implementation says about a question.</summary>
public sealed record Judgement
{
    public required string?[] Versions { get; init; }

    public required bool[] Prereleases { get; init; }

    public required int? Order { get; init; }

    /// <summary>The specifiers in normal form; null when one of them is none.</summary>
    public required string[]? Specifiers { get; init; }

    public required bool?[] Admits { get; init; }

    public required string Name { get; init; }
}
