using SpecCursor.Contracts.Messages;
using SpecCursor.Messaging.Failures;

namespace SpecCursor.Worker.Upgrades;

/// <summary>Runs upgrades.</summary>
public interface IUpgradeRunner
{
    /// <summary>Runs one attempt to its end. Nothing of it is left on the machine but caches.</summary>
    /// <param name="command">What to do.</param>
    /// <param name="cancellationToken">Ends it, and everything that it started.</param>
    /// <returns>The answer to the command.</returns>
    /// <exception cref="TransientStepException">It can't be done now, but may be later.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<UpgradeRan> RunAsync(RunUpgrade command, CancellationToken cancellationToken);
}
