using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Api;

/// <summary>One step of one upgrade.</summary>
public sealed record StepResource
{
    /// <summary>The step.</summary>
    public required UpgradeStep Step { get; init; }

    /// <summary>The attempt it belongs to.</summary>
    public required int Attempt { get; init; }

    /// <summary>Where it stands.</summary>
    public required StepStatus Status { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Wall time in seconds, once it ended.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>What the tools printed, bounded.</summary>
    public string? Output { get; init; }

    /// <summary>Why it failed.</summary>
    public StepFailure? Failure { get; init; }
}
