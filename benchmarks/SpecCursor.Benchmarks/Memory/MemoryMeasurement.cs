using System.Globalization;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Load;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Benchmarks.Telemetry;

namespace SpecCursor.Benchmarks.Memory;

/// <summary>
/// Resident memory of each service's own process: at rest, after a thousand of its operations and after two thousand. Telemetry is
/// exported meanwhile, since its buffers are part of a service. Flat means that the second thousand adds at most a tenth.
/// </summary>
internal sealed class MemoryMeasurement : IMeasurement
{
    private const double RestGoal = 150;
    private const double WorkGoal = 250;
    private const double GrowthGoal = 10;
    private const int Samples = 10;

    public string Name => "memory";

    public string Question => "resident memory of each service at rest and after two thousand operations";

    public IReadOnlyList<string> Tools => RequiredTools.OfAnUpgrade;

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        await using var backing = await BackingServers.StartAsync(cancellationToken);
        await using var sink = await OtlpSink.StartAsync(cancellationToken);
        var launcher = new ServiceLauncher(bench.Layout, backing);
        List<Finding> findings = [];
        foreach (var service in ServiceLauncher.All)
        {
            var database = await backing.CreateDatabaseAsync($"memory_{service.Replace('-', '_')}", cancellationToken);
            await using var process = await launcher.StartAsync(service, database, sink.Settings, cancellationToken);
            var memory = await MeasureAsync(bench, process, database, backing, cancellationToken);
            Bench.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"memory: {service} {memory.AtRest:0} MB at rest, {memory.Halfway:0} then {memory.AtEnd:0} MB after work, {memory.Peak:0} MB at most"));
            findings.AddRange(Describe(memory, bench));
        }

        return findings;
    }

    private static async Task<ServiceMemory> MeasureAsync(
        Bench bench, ServiceProcess process, string database, BackingServers backing, CancellationToken cancellationToken)
    {
        await Task.Delay(bench.Time(30, 3), cancellationToken);
        var atRest = process.Facts.ResidentMegabytes;
        await using var work = await ServiceWorkFactory.StartAsync(bench, process, database, backing, cancellationToken);
        var half = bench.Amount(1000, 10);
        await ClosedLoop.RunTimesAsync(work.Parallelism, half, work.DoAsync, cancellationToken);
        var halfway = await SettledAsync(process, cancellationToken);
        await ClosedLoop.RunTimesAsync(work.Parallelism, half, (index, token) => work.DoAsync(half + index, token), cancellationToken);
        var atEnd = await SettledAsync(process, cancellationToken);
        return new ServiceMemory(process.Name, work.Operation, atRest, halfway, atEnd, process.Facts.PeakMegabytes);
    }

    /// <summary>The median of the seconds after the work: nobody asks the garbage collector to clean up for the occasion.</summary>
    private static async Task<double> SettledAsync(ServiceProcess process, CancellationToken cancellationToken)
    {
        List<double> samples = [];
        while (samples.Count < Samples)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            samples.Add(process.Facts.ResidentMegabytes);
        }

        return Spread.Of(samples).Median;
    }

    private IEnumerable<Finding> Describe(ServiceMemory memory, Bench bench)
    {
        var (half, all) = (bench.Amount(1000, 10), bench.Amount(2000, 20));
        yield return Finding.AtMost(Name, $"{memory.Service} at rest", memory.AtRest, RestGoal, " MB");
        yield return Finding.AtMost(Name, $"{memory.Service} after {all} {memory.Operation}", memory.AtEnd, WorkGoal, " MB");
        yield return Finding.AtMost(
            Name, $"{memory.Service}, growth from {half} to {all}", memory.Growth * 100, GrowthGoal, " %", null)
            with
        { Reached = string.Create(CultureInfo.InvariantCulture, $"{memory.Growth * 100:0.0} % ({memory.Halfway:0} to {memory.AtEnd:0} MB, peak {memory.Peak:0} MB)") };
    }
}
