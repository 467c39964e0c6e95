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

    public string Name => "saga";

    public string Question => "no-op upgrades per second through the workflow, over a bare SKIP LOCKED queue; their latency when paced";

    public IReadOnlyList<string> Tools => [RequiredTools.Redis];

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var backing = await BackingServers.StartAsync(cancellationToken);
        var database = await backing.CreateDatabaseAsync("saga", cancellationToken);
        await using var controller = await new ServiceLauncher(bench.Layout, backing)
            .StartAsync(ServiceLauncher.Controller, database, extra: null, cancellationToken);
        await using var echoes = await EchoServices.StartAsync(database, cancellationToken);
        await using var queue = await BareQueue.StartAsync(
            await backing.CreateDatabaseAsync("bare", cancellationToken), new MessagingOptions().Parallelism, cancellationToken);
        using var api = new UpgradeApi(controller.Address);
        var (upgrades, bare) = (new UpgradeRunner(api), new BareRunner(queue));

        await JobLoad.BurstAsync(upgrades, bench.Amount(100, 5), cancellationToken);
        await JobLoad.BurstAsync(bare, bench.Amount(100, 5), cancellationToken);
        var count = bench.Amount(250, 10);
        var processorBefore = controller.ProcessorTime;
        var rounds = await PairedRounds.RunAsync(
            bench.Amount(5, 1),
            () => JobLoad.BurstAsync(upgrades, count, cancellationToken),
            () => JobLoad.BurstAsync(bare, count, cancellationToken),
            (ours, baseline) => Bench.Say(string.Create(CultureInfo.InvariantCulture, $"saga: {ours:0.0}/s, bare {baseline:0.0}/s")));
        var processor = (controller.ProcessorTime - processorBefore).TotalMilliseconds / (count * rounds.Ours.Count);

        var paced = await JobLoad.PacedAsync(upgrades, Pace, bench.Amount(150, 10), cancellationToken);
        var pacedBare = await JobLoad.PacedAsync(bare, Pace, bench.Amount(150, 10), cancellationToken);
        return
        [
            Finding.AtLeast(Name, "no-op upgrades a second over a bare queue's jobs", rounds.Ratio.Median, RatioGoal, " ×", rounds.Ratio),
            Finding.AtMost(Name, $"p50 from created to ended, {Pace} a second", JobTimes.Milliseconds(paced, 0.5), LatencyGoal, " ms"),
            Finding.Remark(Name, $"p95 from created to ended, {Pace} a second", Milliseconds(paced, 0.95)),
            Finding.Remark(Name, "no-op upgrades a second", Rate(rounds.Ours)),
            Finding.Remark(Name, "the bare queue's jobs a second", Rate(rounds.Baseline)),
            Finding.Remark(Name, "the bare queue's p50 and p95 at the same pace", $"{Milliseconds(pacedBare, 0.5)} and {Milliseconds(pacedBare, 0.95)}"),
            Finding.Remark(Name, "the controller's processor time an upgrade", string.Create(CultureInfo.InvariantCulture, $"{processor:0.0} ms")),
        ];
    }

    private static string Milliseconds(IEnumerable<JobTimes> jobs, double quantile) =>
        string.Create(CultureInfo.InvariantCulture, $"{JobTimes.Milliseconds(jobs, quantile):0} ms");

    private static string Rate(IReadOnlyList<double> rates)
    {
        var spread = Spread.Of(rates);
        return string.Create(CultureInfo.InvariantCulture, $"{spread.Median:0.0}/s ({spread.Minimum:0.0}–{spread.Maximum:0.0})");
    }
}
