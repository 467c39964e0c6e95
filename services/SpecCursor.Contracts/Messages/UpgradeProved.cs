using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>The proof engine's answer to <see cref="ProveUpgrade"/>.</summary>
public sealed record UpgradeProved : IUpgradeAnswer
{
    /// <summary>The upgrade.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the command that this answers.</summary>
    public required long Fence { get; init; }

    /// <summary>The attempt of the command that this answers.</summary>
    public required int Attempt { get; init; }

    /// <summary>What the obligations say together.</summary>
    public required ProofVerdict Verdict { get; init; }

    /// <summary>Each obligation.</summary>
    public required IReadOnlyList<ObligationResult> Obligations { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public StepFailure? Failure { get; init; }
}
