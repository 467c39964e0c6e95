using System.Globalization;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Messaging;

namespace SpecCursor.Benchmarks.Saga;

/// <summary>
/// The real controller with its API, its tables, its audit log and its events; the services that it commands are played by handlers that
/// answer at once on the real queues. Both sides hand each job through six messages on the same Postgres.
/// </summary>
internal sealed class SagaMeasurement : IMeasurement
{
    private const double RatioGoal = 0.6;
    private const double LatencyGoal = 100;
    private const int Pace = 5;
    private const string WorkflowDatabase = "saga";
    private const string BareDatabase = "bare";

    public string Name => "saga";

    public string Question => "no-op upgrades per second through the workflow, over a bare SKIP LOCKED queue; their latency when paced";

    public IReadOnlyList<string> Tools => [RequiredTools.Redis];

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var backing = await BackingServers.StartAsync(cancellationToken);
        var database = await backing.CreateDatabaseAsync(WorkflowDatabase, cancellationToken);
        await using var controller = await new ServiceLauncher(bench.Layout, backing)
            .StartAsync(ServiceLauncher.Controller, database, extra: null, cancellationToken);
        await using var echoes = await EchoServices.StartAsync(database, cancellationToken);
        await using var queue = await BareQueue.StartAsync(
            await backing.CreateDatabaseAsync(BareDatabase, cancellationToken), new MessagingOptions().Parallelism, cancellationToken);
        using var api = new UpgradeApi(controller.Address);
        var (upgrades, bare) = (new UpgradeRunner(api), new BareRunner(queue));

        await JobLoad.BurstAsync(upgrades, bench.Amount(150, 5), cancellationToken);
        await JobLoad.BurstAsync(bare, bench.Amount(150, 5), cancellationToken);
        return
        [
            .. await MeasureRateAsync(bench, backing, controller, upgrades, bare, cancellationToken),
            .. await MeasureLatencyAsync(bench, upgrades, bare, cancellationToken),
        ];
    }

    private async Task<IReadOnlyList<Finding>> MeasureRateAsync(
        Bench bench, BackingServers backing, ServiceProcess controller, UpgradeRunner upgrades, BareRunner bare, CancellationToken cancellationToken)
    {
        var count = bench.Amount(250, 10);
        var (oursUsed, bareUsed) = (ProcessorUse.None, ProcessorUse.None);
        var transactions = 0L;
        var rounds = await PairedRounds.RunAsync(
            bench.Amount(5, 1),
            async () =>
            {
                var (used, committed) = (ProcessorUse.Now(controller, backing), await backing.TransactionsAsync(WorkflowDatabase, cancellationToken));
                var rate = await JobLoad.BurstAsync(upgrades, count, cancellationToken);
                oursUsed += ProcessorUse.Now(controller, backing) - used;
                transactions += await backing.TransactionsAsync(WorkflowDatabase, cancellationToken) - committed;
                return rate;
            },
            async () =>
            {
                var used = ProcessorUse.Now(controller, backing);
                var rate = await JobLoad.BurstAsync(bare, count, cancellationToken);
                bareUsed += ProcessorUse.Now(controller, backing) - used;
                return rate;
            },
            (ours, baseline) => Bench.Say(string.Create(CultureInfo.InvariantCulture, $"saga: {ours:0.0}/s, bare {baseline:0.0}/s")));
        double jobs = count * rounds.Ours.Count;
        return
        [
            Finding.AtLeast(Name, "no-op upgrades a second over a bare queue's jobs", rounds.Ratio.Median, RatioGoal, " ×", rounds.Ratio),
            Finding.Remark(Name, "no-op upgrades a second", Spread.Of(rounds.Ours).Describe("/s", "0.0")),
            Finding.Remark(Name, "the bare queue's jobs a second", Spread.Of(rounds.Baseline).Describe("/s", "0.0")),
            Finding.Remark(Name, "processor time an upgrade", oursUsed.Describe(jobs, "controller", "the echoes")),
            Finding.Remark(Name, "processor time a bare job", bareUsed.Describe(jobs, "idle controller", "the consumers")),
            Finding.Remark(Name, "transactions an upgrade, idle polling included", string.Create(CultureInfo.InvariantCulture, $"{transactions / jobs:0.0}")),
        ];
    }

    private async Task<IReadOnlyList<Finding>> MeasureLatencyAsync(Bench bench, UpgradeRunner upgrades, BareRunner bare, CancellationToken cancellationToken)
    {
        var count = bench.Amount(150, 10);
        var ours = await JobLoad.PacedAsync(upgrades, Pace, count, cancellationToken);
        var baseline = await JobLoad.PacedAsync(bare, Pace, count, cancellationToken);
        return
        [
            Finding.AtMost(Name, $"p50 from created to ended, {Pace} a second", JobTimes.Milliseconds(ours, 0.5), LatencyGoal, " ms"),
            Finding.Remark(Name, $"p95 from created to ended, {Pace} a second", Milliseconds(ours, 0.95)),
            Finding.Remark(Name, "the bare queue's p50 and p95 at the same pace", $"{Milliseconds(baseline, 0.5)} and {Milliseconds(baseline, 0.95)}"),
        ];
    }

    private static string Milliseconds(IEnumerable<JobTimes> jobs, double quantile) =>
        string.Create(CultureInfo.InvariantCulture, $"{JobTimes.Milliseconds(jobs, quantile):0} ms");
}
