using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>The worker's answer to <see cref="RunUpgrade"/>.</summary>
public sealed record UpgradeRan : IUpgradeAnswer
{
    /// <summary>The upgrade.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the command that this answers.</summary>
    public required long Fence { get; init; }

    /// <summary>The attempt of the command that this answers.</summary>
    public required int Attempt { get; init; }

    /// <summary>How it ended.</summary>
    public required RunOutcome Outcome { get; init; }

    /// <summary>What was done; null when it failed before there was anything to report.</summary>
    public UpgradeReport? Report { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public StepFailure? Failure { get; init; }

    /// <summary>The steps it went through.</summary>
    public IReadOnlyList<StepTiming> Timings { get; init; } = [];
}
