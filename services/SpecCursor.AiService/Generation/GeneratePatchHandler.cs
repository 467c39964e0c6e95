using System.Diagnostics;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Cancellation;
using SpecCursor.Messaging.Progress;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine;

namespace SpecCursor.AiService.Generation;

/// <summary>
/// Answers <see cref="GeneratePatch"/>. It changes nothing anywhere, so that handling a command twice does no harm: the workflow takes one answer.
/// </summary>
public static class GeneratePatchHandler
{
    /// <summary>Makes a repair.</summary>
    /// <returns>The answer; null when the upgrade was cancelled meanwhile, and nobody waits for one.</returns>
    public static async Task<PatchGenerated?> Handle(
        GeneratePatch command,
        IPatchGenerator generator,
        IStepProgress progress,
        UpgradeCancellations cancellations,
        Envelope envelope,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentNullException.ThrowIfNull(cancellations);
        ArgumentNullException.ThrowIfNull(envelope);
        var context = command.Context;
        using var work = cancellations.Register(context.UpgradeId, cancellationToken);
        using var activity = SpecCursorActivities.StartUpgradeStep("patch", context.UpgradeId, context.Ecosystem, context.PackageName);
        activity?.SetVersions(command.FromVersion, command.ToVersion);
        await progress.StartedAsync(command, UpgradeStep.Patch, work.Token);
        try
        {
            var answer = await generator.GenerateAsync(command, envelope.Attempts, work.Token);
            activity?.SetTag("speccursor.patch.provider", answer.Provider).SetTag("speccursor.patch.recipe", answer.Recipe);
            if (answer.Failure is { } failure)
            {
                activity?.Fail(failure.Reason);
            }

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
