using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Controller.Upgrades;

/// <summary>One event of an upgrade's progress.</summary>
internal sealed record EventEntry
{
    public required Guid UpgradeId { get; init; }

    /// <summary>From 1, without gaps, in the order of the commits.</summary>
    public required long Sequence { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    public required UpgradeStatus Status { get; init; }

    public UpgradeStep? Step { get; init; }

    public required string Message { get; init; }
}
