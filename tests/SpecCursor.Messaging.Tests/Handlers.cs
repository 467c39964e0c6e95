using System.Diagnostics;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Cancellation;
using SpecCursor.Messaging.Failures;
using SpecCursor.Messaging.Progress;
using SpecCursor.ServiceDefaults.Correlation;

namespace SpecCursor.Messaging.Tests;

/// <summary>What a handler saw around itself.</summary>
public sealed record Surroundings(string? CorrelationId, string? TraceId, string? Tenant);

/// <summary>Plays the worker: what it does is chosen by the package's name.</summary>
public sealed class WorkerHandler(Inbox inbox, ICorrelationContext correlation, IStepProgress progress, UpgradeCancellations cancellations)
{
    public async Task<UpgradeRan> Handle(RunUpgrade command, CancellationToken cancellationToken)
    {
        inbox.Add(command);
        inbox.Add(new Surroundings(correlation.Current, Activity.Current?.TraceId.ToString(), Activity.Current?.GetBaggageItem("tenant")));
        switch (command.Context.PackageName)
        {
            case "registry-down":
                throw new TransientStepException(new StepFailure { Code = "registry-down", Reason = "The registry does not answer.", IsTransient = true });
            case "bug":
                throw new InvalidOperationException("A bug.");
            case "long":
                using (var work = cancellations.Register(command.Context.UpgradeId, cancellationToken))
                {
                    await progress.StartedAsync(command, UpgradeStep.Test, cancellationToken);
                    await Task.Delay(Timeout.Infinite, work.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                break;
        }

        return new UpgradeRan { UpgradeId = command.Context.UpgradeId, Fence = command.Fence, Attempt = command.Attempt, Outcome = RunOutcome.Succeeded };
    }
}

/// <summary>Plays the controller.</summary>
public sealed class ControllerHandler(Inbox inbox, ICorrelationContext correlation)
{
    public void Handle(UpgradeRan answer)
    {
        inbox.Add(new Surroundings(correlation.Current, Activity.Current?.TraceId.ToString(), Activity.Current?.GetBaggageItem("tenant")));
        inbox.Add(answer);
    }

    public void Handle(StepStarted started) => inbox.Add(started);

    public void Handle(StepFaulted faulted) => inbox.Add(faulted);
}
