using System.Diagnostics;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Cancellation;
using SpecCursor.Messaging.Progress;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.ProofEngine.Proving;

/// <summary>Answers <see cref="ProveUpgrade"/>. It changes nothing anywhere, so that handling a command twice does no harm.</summary>
public static class ProveUpgradeHandler
{
    /// <summary>Proves an upgrade.</summary>
    /// <returns>The answer; null when the upgrade was cancelled meanwhile, and nobody waits for one.</returns>
    public static async Task<UpgradeProved?> Handle(
        ProveUpgrade command, IUpgradeProver prover, IStepProgress progress, UpgradeCancellations cancellations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(prover);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(cancellations);
        var context = command.Context;
        using var work = cancellations.Register(context.UpgradeId, cancellationToken);
        using var activity = SpecCursorActivities.StartUpgradeStep("prove", context.UpgradeId, context.Ecosystem, context.PackageName);
        activity?.SetVersions(command.FromVersion, command.ToVersion);
        await progress.StartedAsync(command, UpgradeStep.Prove, work.Token);
        try
        {
            var answer = await prover.ProveAsync(command, work.Token);
            if (answer.Verdict != ProofVerdict.Proved)
                activity?.Fail(answer.Failure?.Reason ?? "Not proved.");
            return answer;
        }
        catch (OperationCanceledException) when (work.Token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Unset, "cancelled");
            return null;
        }
        catch (Exception exception)
        {
            activity?.Fail(exception);
            throw;
        }
    }
}
