using System.Diagnostics;
using SpecCursor.Backing.Processes;
using SpecCursor.Benchmarks.Harness;

namespace SpecCursor.Benchmarks.Overhead;

/// <summary>The baseline: what a person types in a shell.</summary>
/// <param name="work">The upgrade.</param>
/// <param name="environment">What to add to the environment.</param>
internal sealed class BareTool(IEcosystemWork work, IReadOnlyDictionary<string, string> environment)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Clones, upgrades and tests once, in a directory that is gone afterwards.</summary>
    /// <param name="repository">The bare repository.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Seconds.</returns>
    public async Task<double> RunAsync(string repository, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("speccursor-bench-").FullName;
        try
        {
            var clock = Stopwatch.StartNew();
            string[] shell = ["/bin/sh", "-c", $"git clone --quiet \"$1\" work && cd work && {{ {work.Script}; }}", "sh", repository];
            var result = await CommandRunner.RunAsync(PreparedSample.WithEnvironment(environment, shell) with { WorkingDirectory = directory }, Limit, cancellationToken);
            var seconds = clock.Elapsed.TotalSeconds;
            return result.Succeeded ? seconds : throw new MeasurementException($"The bare upgrade failed: {result.Explanation}");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
