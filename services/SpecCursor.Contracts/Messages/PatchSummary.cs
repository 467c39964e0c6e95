namespace SpecCursor.Contracts.Messages;

/// <summary>The accepted repair as the pull request tells it.</summary>
public sealed record PatchSummary
{
    /// <summary><c>recipes</c> or <c>claude</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The recipe's name, where a recipe made it.</summary>
    public string? Recipe { get; init; }

    /// <summary>The model, where a model made it.</summary>
    public string? Model { get; init; }

    /// <summary>What was changed and why.</summary>
    public required string Summary { get; init; }

    /// <summary>The files it touched.</summary>
    public required IReadOnlyList<string> Files { get; init; }
}
