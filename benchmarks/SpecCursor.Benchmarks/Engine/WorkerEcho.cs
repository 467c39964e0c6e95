using SpecCursor.Contracts.Messages;

namespace SpecCursor.Benchmarks.Engine;

/// <summary>Plays the worker: every run succeeds at once with the smallest report there is.</summary>
public sealed class WorkerEcho
{
    public static UpgradeRan Handle(RunUpgrade command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new UpgradeRan
        {
            UpgradeId = command.Context.UpgradeId,
            Fence = command.Fence,
            Attempt = command.Attempt,
            Outcome = RunOutcome.Succeeded,
            Report = SmallUpgrade.Report(),
        };
    }
}
