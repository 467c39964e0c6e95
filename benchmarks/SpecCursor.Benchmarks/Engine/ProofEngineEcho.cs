using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>Plays the proof engine: everything is proved at once.</summary>
public sealed class ProofEngineEcho
{
    public static UpgradeProved Handle(ProveUpgrade command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new UpgradeProved
        {
            UpgradeId = command.Context.UpgradeId,
            Fence = command.Fence,
            Attempt = command.Attempt,
            Verdict = ProofVerdict.Proved,
            Obligations =
            [
                new ObligationResult
                {
                    Obligation = "version-in-range",
                    Statement = "2.1.3 lies in ~2.1.3.",
                    Engine = "z3",
                    Status = ObligationStatus.Proved,
                    Smt = "(check-sat)",
                    Lean = "-- nothing",
                    Duration = TimeSpan.FromMilliseconds(1),
                },
            ],
        };
    }
}
