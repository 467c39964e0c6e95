using System.Runtime.InteropServices;
using SpecCursor.Benchmarks.Processes;

namespace SpecCursor.Benchmarks.Harness;

/// <summary>Runs the measurements that were asked for, one after the other, and prints what they found.</summary>
internal static class BenchmarkCommand
{
    private const int Succeeded = 0;
    private const int CouldNotMeasure = 1;
    private const int Misused = 2;

    /// <summary>Runs. A missed goal is a finding and no error; a measurement that could not be made is one.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = BenchmarkOptions.Parse(arguments, [.. MeasurementCatalogue.All.Select(measurement => measurement.Name)]);
        if (options.Error is { } error)
        {
            await Console.Error.WriteLineAsync(error);
            await Console.Error.WriteLineAsync(Usage());
            return Misused;
        }

        if (options.WantsHelp)
        {
            await Console.Out.WriteLineAsync(Usage());
            return Succeeded;
        }

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => Interrupt(interrupted, () => pressed.Cancel = true);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Interrupt(interrupted, () => signal.Cancel = true));
        return await MeasureAllAsync(options, interrupted.Token);
    }

    private static async Task<int> MeasureAllAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var chosen = MeasurementCatalogue.All.Where(measurement => options.Names.Contains(measurement.Name)).ToList();
        if (RequiredTools.Missing(chosen.SelectMany(measurement => measurement.Tools)) is { Count: > 0 } missing)
        {
            await Console.Error.WriteLineAsync($"Nothing is installed from here. Please install: {string.Join(", ", missing)}");
            return CouldNotMeasure;
        }

        var bench = new Bench(RepositoryLayout.Find(), options.IsQuick);
        List<Finding> findings = [];
        var failed = false;
        Console.WriteLine(MachineFacts.Describe(options.IsQuick));
        foreach (var measurement in chosen)
        {
            failed |= !await TryMeasureAsync(measurement, bench, findings, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                return CouldNotMeasure;
            }
        }

        Console.WriteLine();
        Console.WriteLine(FindingTable.Render(findings));
        return failed ? CouldNotMeasure : Succeeded;
    }

    private static async Task<bool> TryMeasureAsync(IMeasurement measurement, Bench bench, List<Finding> findings, CancellationToken cancellationToken)
    {
        Bench.Say($"{measurement.Name}: {measurement.Question} (load average {MachineFacts.LoadAverage()})");
        try
        {
            findings.AddRange(await measurement.MeasureAsync(bench, cancellationToken));
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Bench.Say($"{measurement.Name}: interrupted");
            return false;
        }
        catch (Exception exception)
        {
            // One measurement that cannot be made must not take the others' numbers with it.
            Bench.Say($"{measurement.Name}: could not be measured: {exception}");
            findings.Add(Finding.Failed(measurement.Name, exception.Message));
            return false;
        }
    }

    private static void Interrupt(CancellationTokenSource interrupted, Action keepRunning)
    {
        // What was started must be stopped before this program ends.
        keepRunning();
        interrupted.Cancel();
    }

    private static string Usage() => $"""
        Measures what docs/performance.md claims. Installs nothing and leaves nothing running.

        Usage: dotnet run -c Release --project benchmarks/SpecCursor.Benchmarks -- [--quick] [name…]

        --quick   a smoke run: everything once and short; its numbers mean nothing

        {string.Join('\n', MeasurementCatalogue.All.Select(measurement => $"{measurement.Name,-19}{measurement.Question}"))}
        """;
}
