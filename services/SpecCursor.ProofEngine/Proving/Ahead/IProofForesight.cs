using SpecCursor.Contracts.Messages;

namespace SpecCursor.ProofEngine.Proving.Ahead;

/// <summary>Proves what has not been asked for yet. Public because the generated message handlers name it.</summary>
public interface IProofForesight
{
    /// <summary>Proves what will be asked for, unless that is done already. Faults are logged: they are met again when it is asked for.</summary>
    /// <param name="expected">What will be asked for.</param>
    /// <param name="cancellationToken">Ends it, and the solvers with it.</param>
    /// <returns>Ends when the proof has ended, well or badly.</returns>
    Task BeginAsync(ProveUpgrade expected, CancellationToken cancellationToken);
}
