using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Controller.Upgrades;

/// <summary>One step of one dispatch.</summary>
internal sealed record StepEntry
{
    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the dispatch that the step belonged to.</summary>
    public required long Fence { get; init; }

    public required UpgradeStep Step { get; init; }

    public required int Attempt { get; init; }

    public required StepStatus Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Wall time, once it ended.</summary>
    public TimeSpan? Duration { get; init; }

    public StepFailure? Failure { get; init; }
}
