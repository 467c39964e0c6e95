using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Cancellation;

namespace SpecCursor.Worker.Upgrades;

/// <summary>
/// Answers <see cref="RunUpgrade"/>. It keeps nothing and has no effect outside of the machine, so handling a command twice does no harm.
/// </summary>
/// <param name="runner">Does the work.</param>
/// <param name="cancellations">Tells of cancelled upgrades.</param>
public sealed class RunUpgradeHandler(IUpgradeRunner runner, UpgradeCancellations cancellations)
{
    /// <summary>Runs the upgrade.</summary>
    /// <param name="command">What to do.</param>
    /// <param name="cancellationToken">Ends it without an answer: the command will be handled again.</param>
    /// <returns>The answer.</returns>
    public async Task<UpgradeRan> Handle(RunUpgrade command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var registration = cancellations.Register(command.Context.UpgradeId, cancellationToken);
        try
        {
            return await runner.RunAsync(command, registration.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && registration.Token.IsCancellationRequested)
        {
            return Cancelled(command);
        }
    }

    private static UpgradeRan Cancelled(RunUpgrade command) => new()
    {
        UpgradeId = command.Context.UpgradeId,
        Fence = command.Fence,
        Attempt = command.Attempt,
        Outcome = RunOutcome.Failed,
        Failure = new StepFailure { Code = FailureCodes.Cancelled, Reason = "The upgrade was cancelled while the worker was at it." },
    };
}
