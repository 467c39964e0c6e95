using System.Globalization;
using SpecCursor.Backing.Files;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Benchmarks.Upgrade;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Benchmarks.Overhead;

/// <summary>
/// What the worker adds to an ecosystem's own tool, from the command on its queue to its answer, against what a person types for the same, and the most memory
/// that its process ever had meanwhile. Each side has caches of its own, which one round that is not counted fills.
/// </summary>
internal sealed class EcosystemMeasurement(IEcosystemWork work) : IMeasurement
{
    private const double Goal = 1.1;
    private const double MemoryGoal = 300;

    public string Name => $"ecosystems-{work.Upgrade.Ecosystem}";

    public string Question => $"wall time of the worker's run, over git clone && {work.Script.Split(' ')[0]} …, and the worker's peak memory";

    public IReadOnlyList<string> Tools => [.. RequiredTools.OfAnUpgrade, .. work.Tools];

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var backing = await BackingServers.StartAsync(cancellationToken);
        var database = await backing.CreateDatabaseAsync($"ecosystems_{work.Upgrade.Ecosystem}", cancellationToken);
        var folder = Directories.Create(Path.Combine(backing.StateDirectory, "bench"), Directories.Traversable);
        var prepared = await work.PrepareAsync(bench.Layout, folder, cancellationToken);
        await using var worker = await new ServiceLauncher(bench.Layout, backing).StartAsync(ServiceLauncher.Worker, database, prepared.Worker, cancellationToken);
        await using var sender = await CommandSender.StartAsync(database, cancellationToken);
        var upgrades = new WorkerUpgrades(sender, work.Upgrade);
        var bare = new BareTool(work, prepared.Bare);
        var forge = new LocalForge(backing.StateDirectory);
        var repositories = 0;

        var first = await OursAsync();
        await BareAsync();
        upgrades.Forget();
        var rounds = await PairedRounds.RunAsync(
            bench.Amount(work.Rounds, 1),
            OursAsync,
            BareAsync,
            (ours, baseline) => Bench.Say(string.Create(CultureInfo.InvariantCulture, $"{Name}: {ours:0.00} s, bare {baseline:0.00} s")));
        return
        [
            Finding.AtMost(Name, "wall time of the worker's run over the bare commands'", rounds.Ratio.Median, Goal, " ×", rounds.Ratio),
            Finding.AtMost(Name, "peak memory of the worker's process", worker.Facts.PeakMegabytes, MemoryGoal, " MB"),
            Finding.Remark(Name, "a run, command to answer", Spread.Of(rounds.Ours).Describe(" s", "0.00")),
            Finding.Remark(Name, "the first run after a start, with cold caches", string.Create(CultureInfo.InvariantCulture, $"{first:0.00} s")),
            Finding.Remark(Name, "the bare commands", Spread.Of(rounds.Baseline).Describe(" s", "0.00")),
            .. StepRemarks(upgrades.Timings),
        ];

        async Task<double> OursAsync() => await upgrades.RunAsync((await PrepareAsync()).Name, cancellationToken);

        async Task<double> BareAsync() => await bare.RunAsync((await PrepareAsync()).Path, cancellationToken);

        async Task<(string Name, string Path)> PrepareAsync()
        {
            var repository = string.Create(CultureInfo.InvariantCulture, $"bench/{work.Upgrade.Ecosystem}-{++repositories}");
            await forge.CreateAsync(repository, prepared.Sample, cancellationToken);
            return (repository, forge.PathOf(repository));
        }
    }

    private IEnumerable<Finding> StepRemarks(IReadOnlyList<IReadOnlyList<StepTiming>> timings) => timings
        .SelectMany(steps => steps)
        .GroupBy(step => step.Step)
        .OrderBy(steps => steps.Key)
        .Select(steps => Finding.Remark(
            Name, $"step {steps.Key.ToString().ToLowerInvariant()}", Spread.Of(steps.Select(step => step.Duration.TotalSeconds)).Describe(" s", "0.00")));
}
