using System.Diagnostics;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Overhead;

/// <summary>Ours: upgrades by a real worker on its real queue, which is commanded in the controller's place.</summary>
internal sealed class WorkerUpgrades(CommandSender sender, SampleUpgrade upgrade)
{
    private readonly List<IReadOnlyList<StepTiming>> _timings = [];

    /// <summary>How long the steps of each upgrade took.</summary>
    public IReadOnlyList<IReadOnlyList<StepTiming>> Timings => _timings;

    /// <summary>Upgrades a repository.</summary>
    /// <returns>Seconds from the command to the answer.</returns>
    public async Task<double> RunAsync(string repository, CancellationToken cancellationToken)
    {
        var command = new RunUpgrade
        {
            Context = new UpgradeContext
            {
                UpgradeId = Guid.CreateVersion7(),
                Repository = repository,
                Ecosystem = upgrade.Ecosystem,
                PackageName = upgrade.Package,
                TargetVersion = upgrade.Target,
            },
            Fence = 1,
            Attempt = 1,
        };
        var clock = Stopwatch.StartNew();
        var answer = await sender.AskAsync<UpgradeRan>(command, cancellationToken);
        var seconds = clock.Elapsed.TotalSeconds;
        _timings.Add(answer.Timings);
        return answer.Outcome == RunOutcome.Succeeded
            ? seconds
            : throw new MeasurementException($"The upgrade of {upgrade.Package} ended as {answer.Outcome}: {answer.Failure?.Reason} {answer.Failure?.Detail}");
    }

    /// <summary>Forgets what was taken so far.</summary>
    public void Forget() => _timings.Clear();
}
