using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Upgrades;

/// <summary>One obligation of one proof.</summary>
internal sealed record ProofEntry
{
    private const int MaximumText = 64 * 1024;

    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the proof's dispatch.</summary>
    public required long Fence { get; init; }

    /// <summary>The obligation's place in the answer, from 0.</summary>
    public required int Ordinal { get; init; }

    public required string Obligation { get; init; }

    public required string Statement { get; init; }

    public required string Engine { get; init; }

    public required ObligationStatus Status { get; init; }

    public string? Counterexample { get; init; }

    public string? Detail { get; init; }

    public required string Smt { get; init; }

    public required string Lean { get; init; }

    public required TimeSpan Duration { get; init; }

    public static ProofEntry From(UpgradeProved message, ObligationResult result, int ordinal) => new()
    {
        UpgradeId = message.UpgradeId,
        Fence = message.Fence,
        Ordinal = ordinal,
        Obligation = BoundedText.Of(result.Obligation, 100),
        Statement = BoundedText.Of(result.Statement, 4000),
        Engine = BoundedText.Of(result.Engine, 16),
        Status = result.Status,
        Counterexample = BoundedText.Of(result.Counterexample, MaximumText),
        Detail = BoundedText.Of(result.Detail, MaximumText),
        Smt = BoundedText.Of(result.Smt, MaximumText),
        Lean = BoundedText.Of(result.Lean, MaximumText),
        Duration = result.Duration,
    };

    public ObligationResult ToResult() => new()
    {
        Obligation = Obligation,
        Statement = Statement,
        Engine = Engine,
        Status = Status,
        Counterexample = Counterexample,
        Detail = Detail,
        Smt = Smt,
        Lean = Lean,
        Duration = Duration,
    };
}
