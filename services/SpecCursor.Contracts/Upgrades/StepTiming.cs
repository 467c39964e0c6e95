namespace SpecCursor.Contracts.Upgrades;

/// <summary>How long one step took.</summary>
public sealed record StepTiming
{
    /// <summary>The step.</summary>
    public required UpgradeStep Step { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Wall time.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How it ended.</summary>
    public required StepStatus Status { get; init; }
}
