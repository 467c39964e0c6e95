using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Api;

/// <summary>One attempt at a repair.</summary>
public sealed record PatchResource
{
    /// <summary>The attempt of the run that failed.</summary>
    public required int Attempt { get; init; }

    /// <summary>recipes or claude.</summary>
    public required string Provider { get; init; }

    /// <summary>The recipe's name.</summary>
    public string? Recipe { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>generated, accepted, rejected or failed.</summary>
    public required string Status { get; init; }

    /// <summary>What was changed and why.</summary>
    public required string Summary { get; init; }

    /// <summary>Unified diff.</summary>
    public required string Diff { get; init; }

    /// <summary>Tokens and their price.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why it was rejected or failed.</summary>
    public StepFailure? Failure { get; init; }
}
