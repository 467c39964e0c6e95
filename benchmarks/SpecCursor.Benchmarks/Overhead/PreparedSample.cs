using SpecCursor.Backing.Processes;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Benchmarks.Processes;
using SpecCursor.Benchmarks.Upgrade;

namespace SpecCursor.Benchmarks.Overhead;

/// <summary>Samples whose packages are played by others, with the same names and as much of their interfaces.</summary>
internal static class PreparedSample
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The source of a package that stands in.</summary>
    /// <param name="layout">Where the repository is.</param>
    /// <param name="name">The file.</param>
    public static string Source(RepositoryLayout layout, string name) =>
        File.ReadAllText(Path.Combine(layout.Root, "tests", "SpecCursor.AppHost.Tests", "Upgrades", "StandIns", name));

    /// <summary>Copies a sample and has its tool write the lockfile anew: the checksums in it are those of the real packages.</summary>
    /// <param name="sample">The sample's folder.</param>
    /// <param name="copy">Where to.</param>
    /// <param name="lockfile">The lockfile.</param>
    /// <param name="environment">What to add to the environment.</param>
    /// <param name="command">The tool and its arguments.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task LockAsync(
        string sample, string copy, string lockfile, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        LocalForge.Copy(sample, copy);
        File.Delete(Path.Combine(copy, lockfile));
        var result = await CommandRunner.RunAsync(WithEnvironment(environment, command) with { WorkingDirectory = copy }, Limit, cancellationToken);
        if (!result.Succeeded)
        {
            throw new MeasurementException($"{command[0]} could not write {lockfile}: {result.Explanation}");
        }
    }

    /// <summary>A command with this process's environment and more.</summary>
    public static Command WithEnvironment(IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> command) =>
        new("env", [.. environment.Select(variable => $"{variable.Key}={variable.Value}"), .. command]);
}
