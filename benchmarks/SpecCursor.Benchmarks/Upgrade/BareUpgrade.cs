using System.Diagnostics;
using SpecCursor.Backing.Processes;
using SpecCursor.Benchmarks.Engine;
using SpecCursor.Benchmarks.Harness;

namespace SpecCursor.Benchmarks.Upgrade;

/// <summary>The baseline: what a person types in a shell, with npm's settings and cache as the person has them.</summary>
internal static class BareUpgrade
{
    private const string Script = $"git clone --quiet \"$1\" work && cd work && npm install {SmallUpgrade.Package}@{SmallUpgrade.To} && npm test";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs it once in a directory that is gone afterwards.</summary>
    /// <returns>Seconds.</returns>
    public static async Task<double> RunAsync(string repository, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("speccursor-bench-").FullName;
        try
        {
            var clock = Stopwatch.StartNew();
            var command = new Command("/bin/sh", ["-c", Script, "sh", repository]) { WorkingDirectory = directory };
            var result = await CommandRunner.RunAsync(command, Limit, cancellationToken);
            var seconds = clock.Elapsed.TotalSeconds;
            return result.Succeeded ? seconds : throw new MeasurementException($"The bare upgrade failed: {result.Explanation}");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
