using SpecCursor.Contracts.Messages;
using SpecCursor.Messaging.Cancellation;

namespace SpecCursor.ProofEngine.Proving.Ahead;

/// <summary>Begins proofs before they are asked for.</summary>
public static class ProveAheadHandler
{
    /// <summary>Proves, and keeps what comes of it. As it is awaited, the queue's parallelism bounds these proofs, too.</summary>
    public static async Task Handle(
        ProveAhead message, IProofForesight foresight, UpgradeCancellations cancellations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(foresight);
        ArgumentNullException.ThrowIfNull(cancellations);
        using var work = cancellations.Register(message.Proof.Context.UpgradeId, cancellationToken);
        await foresight.BeginAsync(message.Proof, work.Token);
    }
}
