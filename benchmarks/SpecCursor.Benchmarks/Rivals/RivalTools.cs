using System.Diagnostics;
using SpecCursor.Backing.Processes;
using SpecCursor.Benchmarks.Harness;
using SpecCursor.Testing;

namespace SpecCursor.Benchmarks.Rivals;

/// <summary>What users would take instead, from npm's registry, in a folder of its own that stays.</summary>
internal sealed class RivalTools
{
    /// <summary>The newest one that runs on Node.js 20.</summary>
    public const string Renovate = "renovate@39.264.0";

    /// <summary>Likewise.</summary>
    public const string CheckUpdates = "npm-check-updates@18";

    /// <summary>What writes newer versions into projects of .NET: a package of NuGet, and its version.</summary>
    public const string DotNetOutdated = "dotnet-outdated-tool 4.8.1";

    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RunLimit = TimeSpan.FromMinutes(3);

    private readonly string _folder = Path.Combine(TestDirectory.Tools, "rivals");

    /// <summary>Installs dotnet-outdated, when it is not there yet.</summary>
    public async Task InstallDotNetOutdatedAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(DotNetProgram))
        {
            return;
        }

        Bench.Say($"installing {DotNetOutdated}");
        var (name, version) = (DotNetOutdated.Split(' ')[0], DotNetOutdated.Split(' ')[1]);
        var command = new Command(RequiredTools.DotNet, ["tool", "install", name, "--version", version, "--tool-path", _folder]);
        var result = await CommandRunner.RunAsync(command, InstallLimit, cancellationToken);
        if (!result.Succeeded)
        {
            throw new MeasurementException($"{DotNetOutdated} could not be installed: {result.Explanation}");
        }
    }

    /// <summary>Clones, has dotnet-outdated write the manifests and lockfiles, and runs the tests.</summary>
    /// <returns>Seconds.</returns>
    public Task<double> DotNetOutdatedAsync(string repository, string package, CancellationToken cancellationToken) =>
        RunAsync(repository, $"\"$2\" --include {package} --upgrade && dotnet test", DotNetProgram, "Passed!", cancellationToken);

    /// <summary>Installs what is not there yet.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(Program("renovate")) && File.Exists(Program("ncu")))
        {
            return;
        }

        Bench.Say($"installing {Renovate} and {CheckUpdates}");
        Directory.CreateDirectory(_folder);
        var command = new Command(
            RequiredTools.Npm, ["install", "--prefix", _folder, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error", Renovate, CheckUpdates]);
        var result = await CommandRunner.RunAsync(command, InstallLimit, cancellationToken);
        if (!result.Succeeded)
        {
            throw new MeasurementException($"npm could not install what to compare with: {result.Explanation}");
        }
    }

    /// <summary>Clones, and has Renovate find the dependencies and look their versions up. Without a forge it writes no branch, and it tests nothing.</summary>
    /// <returns>Seconds.</returns>
    public Task<double> RenovateAsync(string repository, string expected, CancellationToken cancellationToken) => RunAsync(
        repository,
        "LOG_LEVEL=debug RENOVATE_REQUIRE_CONFIG=ignored RENOVATE_ONBOARDING=false RENOVATE_DRY_RUN=lookup npm_config_registry=\"$(npm config get registry)\" \"$2\" --platform=local",
        Program("renovate"),
        expected,
        cancellationToken);

    /// <summary>Clones, has npm-check-updates write the manifest, and npm do the rest.</summary>
    /// <returns>Seconds.</returns>
    public Task<double> CheckUpdatesAsync(string repository, string expected, CancellationToken cancellationToken) =>
        RunAsync(repository, "\"$2\" --upgrade && npm install && npm test", Program("ncu"), expected, cancellationToken);

    private static async Task<double> RunAsync(string repository, string script, string program, string expected, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("speccursor-bench-").FullName;
        try
        {
            var clock = Stopwatch.StartNew();
            var command = new Command("/bin/sh", ["-c", $"git clone --quiet \"$1\" work && cd work && {{ {script}; }} >../output 2>&1", "sh", repository, program]) { WorkingDirectory = directory };
            var result = await CommandRunner.RunAsync(command, RunLimit, cancellationToken);
            var seconds = clock.Elapsed.TotalSeconds;
            var output = Path.Combine(directory, "output");
            var said = File.Exists(output) ? await File.ReadAllTextAsync(output, cancellationToken) : string.Empty;
            return result.Succeeded && said.Contains(expected, StringComparison.Ordinal)
                ? seconds
                : throw new MeasurementException($"{Path.GetFileName(program)} did not find {expected}: {result.Explanation} {said[..Math.Min(300, said.Length)]}");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private string DotNetProgram => Path.Combine(_folder, "dotnet-outdated");

    private string Program(string name) => Path.Combine(_folder, "node_modules", ".bin", name);
}
