using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Api;

/// <summary>One event of an upgrade's progress, as the event stream sends it.</summary>
public sealed record UpgradeEvent
{
    /// <summary>Grows within the upgrade; the event id of the stream.</summary>
    public required long Sequence { get; init; }

    /// <summary>The upgrade.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary>Such as <c>step.started</c>, <c>step.ended</c>, <c>upgrade.ended</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where the upgrade stands after it.</summary>
    public required UpgradeStatus Status { get; init; }

    /// <summary>The step it is about.</summary>
    public UpgradeStep? Step { get; init; }

    /// <summary>One line for a person.</summary>
    public required string Message { get; init; }
}
