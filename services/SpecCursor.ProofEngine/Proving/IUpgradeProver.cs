using SpecCursor.Contracts.Messages;

namespace SpecCursor.ProofEngine.Proving;

/// <summary>Discharges the obligations of upgrades.</summary>
public interface IUpgradeProver
{
    /// <summary>Discharges every obligation of an upgrade.</summary>
    /// <param name="command">What is to be proved.</param>
    /// <param name="cancellationToken">Ends it, and the solvers with it.</param>
    /// <returns>The obligations, and what they say together.</returns>
    /// <exception cref="Messaging.Failures.TransientStepException">The solver that every proof needs is not installed.</exception>
    Task<UpgradeProved> ProveAsync(ProveUpgrade command, CancellationToken cancellationToken);
}
