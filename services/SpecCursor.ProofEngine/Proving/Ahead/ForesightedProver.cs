using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;

namespace SpecCursor.ProofEngine.Proving.Ahead;

/// <summary>Takes a proof that was begun beforehand, and proves otherwise.</summary>
internal sealed class ForesightedProver(ProofsAhead ahead, UpgradeProver prover, ILogger<ForesightedProver> logger) : IUpgradeProver
{
    public async Task<UpgradeProved> ProveAsync(ProveUpgrade command, CancellationToken cancellationToken)
    {
        if (ahead.Take(command) is { } begun
            && await begun.WaitAsync(cancellationToken) is { Verdict: not ProofVerdict.Inconclusive } answer)
        {
            logger.LogDebug("The proof was begun while the tests ran");
            return answer with { UpgradeId = command.Context.UpgradeId, Fence = command.Fence, Attempt = command.Attempt };
        }

        return await prover.ProveAsync(command, cancellationToken);
    }
}
