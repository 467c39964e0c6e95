using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>Live progress: the worker began a step. Losing one loses nothing.</summary>
public sealed record StepStarted : IUpgradeAnswer
{
    /// <summary>The upgrade.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the command that this answers.</summary>
    public required long Fence { get; init; }

    /// <summary>The attempt of the command that this answers.</summary>
    public required int Attempt { get; init; }

    /// <summary>The step.</summary>
    public required UpgradeStep Step { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
