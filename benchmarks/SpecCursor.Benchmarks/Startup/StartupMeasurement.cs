using System.Globalization;
using SpecCursor.Benchmarks.Backing;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Testing;

namespace SpecCursor.Benchmarks.Startup;

/// <summary>From the start of the AppHost's process until its status file says that every resource is healthy; everything is built before.</summary>
internal sealed class StartupMeasurement : IMeasurement
{
    private const double Goal = 20;

    public string Name => "startup";

    public string Question => "seconds from the start of the AppHost until everything is healthy";

    public IReadOnlyList<string> Tools => RequiredTools.OfAnUpgrade;

    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        InstalledPostgres.Require();
        var directory = TestDirectory.Create("bench-startup");
        try
        {
            var first = await StartOnceAsync(bench, directory, cancellationToken);
            List<double> later = [];
            for (var start = 0; start < bench.Amount(3, 1); start++)
            {
                later.Add(await StartOnceAsync(bench, directory, cancellationToken));
            }

            var spread = Spread.Of(later);
            return
            [
                Finding.AtMost(Name, "start to all healthy, median of later starts", spread.Median, Goal, " s", spread),
                Finding.Remark(Name, "the first start, on an empty state directory", string.Create(CultureInfo.InvariantCulture, $"{first:0.0} s")),
            ];
        }
        finally
        {
            TestDirectory.Delete(directory);
        }
    }

    private async Task<double> StartOnceAsync(Bench bench, string directory, CancellationToken cancellationToken)
    {
        await using var application = await AppHostProcess.StartAsync(bench.Layout, directory, cancellationToken);
        var seconds = application.StartTime.TotalSeconds;
        Bench.Say(string.Create(CultureInfo.InvariantCulture, $"{Name}: healthy after {seconds:0.0} s"));
        return seconds;
    }
}
