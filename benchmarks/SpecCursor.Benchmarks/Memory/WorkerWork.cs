using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Upgrade;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Memory;

/// <summary>
/// Runs on one small repository. One in fifty is a real upgrade with its install and its tests; the others ask for a package that the
/// repository does not have, and so end when it has been cloned and read.
/// </summary>
internal sealed class WorkerWork : IServiceWork
{
    private const string Repository = "bench/worker";
    private const string AbsentPackage = "left-pad";
    private const int RealEvery = 50;

    private readonly CommandSender sender;

    private WorkerWork(CommandSender sender)
    {
        this.sender = sender;
    }

    public string Operation => "runs, 1 in 50 a whole upgrade";

    public int Parallelism => 4;

    public static async Task<WorkerWork> PrepareAsync(Bench bench, LocalForge forge, CommandSender sender, CancellationToken cancellationToken)
    {
        await forge.CreateAsync(Repository, bench.Layout.Sample(SampleUpgrade.Uptime.Sample), cancellationToken);
        return new WorkerWork(sender);
    }

    public async Task DoAsync(int index, CancellationToken cancellationToken)
    {
        var isReal = index % RealEvery == 0;
        var command = new RunUpgrade
        {
            Context = new UpgradeContext
            {
                UpgradeId = Guid.CreateVersion7(),
                Repository = Repository,
                Ecosystem = Ecosystems.Node,
                PackageName = isReal ? SmallUpgrade.Package : AbsentPackage,
                TargetVersion = isReal ? SmallUpgrade.To : "1.3.0",
            },
            Fence = 1,
            Attempt = 1,
        };
        var answer = await sender.AskAsync<UpgradeRan>(command, cancellationToken);
        if (answer.Outcome != (isReal ? RunOutcome.Succeeded : RunOutcome.Failed))
        {
            throw new MeasurementException($"A run of {command.Context.PackageName} ended as {answer.Outcome}: {answer.Failure?.Reason}");
        }
    }

    public ValueTask DisposeAsync() => sender.DisposeAsync();
}
