using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>The AI service's answer to <see cref="GeneratePatch"/>.</summary>
public sealed record PatchGenerated : IUpgradeAnswer
{
    /// <summary>The upgrade.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the command that this answers.</summary>
    public required long Fence { get; init; }

    /// <summary>The attempt of the command that this answers.</summary>
    public required int Attempt { get; init; }

    /// <summary>How it ended.</summary>
    public required PatchOutcome Outcome { get; init; }

    /// <summary><c>recipes</c> or <c>claude</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The recipe's name, where a recipe made it.</summary>
    public string? Recipe { get; init; }

    /// <summary>The model, where a model made it.</summary>
    public string? Model { get; init; }

    /// <summary>One paragraph for the pull request: what was changed and why.</summary>
    public required string Summary { get; init; }

    /// <summary>The whole repair, made from the files of the base commit: it replaces an earlier one.</summary>
    public IReadOnlyList<FileEdit> Edits { get; init; } = [];

    /// <summary>Tokens, where a model was asked.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Wall time of the generation.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.Zero;

    /// <summary>Why it failed; null when it did not.</summary>
    public StepFailure? Failure { get; init; }
}
