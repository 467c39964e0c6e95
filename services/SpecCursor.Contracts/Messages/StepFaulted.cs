using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>
/// A service gave a command up after its last retry; sent beside the dead letter, so that the upgrade ends instead of waiting.
/// </summary>
public sealed record StepFaulted : IUpgradeAnswer
{
    /// <summary>The upgrade.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the command that this answers.</summary>
    public required long Fence { get; init; }

    /// <summary>The attempt of the command that this answers.</summary>
    public required int Attempt { get; init; }

    /// <summary>The step that was to be done.</summary>
    public required UpgradeStep Step { get; init; }

    /// <summary>Why it was given up.</summary>
    public required StepFailure Failure { get; init; }
}
