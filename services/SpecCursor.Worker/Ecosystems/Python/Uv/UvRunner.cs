using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python.Uv;

/// <summary>Runs uv in the sandbox, with a way to the indexes or none.</summary>
internal sealed partial class UvRunner(
    PythonCommands commands, MachinePython machine, ISandbox sandbox, ToolLocator locator, IOptions<SandboxOptions> sandboxOptions, IOptions<PythonOptions> options)
{
    public const string Tool = "uv";

    private const string NoBuild = "--no-build";

    /// <exception cref="StepFailedException">This machine has no uv.</exception>
    public void CheckPresence()
    {
        if (locator.Find(Tool) is null)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedPackageManager, "The project's dependencies are locked by uv, which the worker's machine does not have (https://docs.astral.sh/uv says how to install it).");
        }
    }

    /// <summary>Has uv resolve without builds, and again with them where there is no wheel.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">Where to run it.</param>
    /// <param name="indexes">The indexes that the project names.</param>
    /// <param name="arguments">Its command and arguments.</param>
    /// <param name="headline">What uv writes into a file as the command that made it; null for nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CommandOutput> ResolveAsync(
        UpgradeRun run, string folder, ProjectIndexes indexes, IReadOnlyList<string> arguments, string? headline, CancellationToken cancellationToken)
    {
        var said = await RunAsync(run, folder, arguments.Contains(NoBuild) ? arguments : [.. arguments, NoBuild], NetworkTo(indexes), headline, cancellationToken);
        return said is { ExitCode: not 0, LimitExceeded: null } && Unbuilt().IsMatch(said.Output)
            ? await BuildAsync(run, folder, indexes, arguments, headline, cancellationToken)
            : said;
    }

    /// <summary>Has uv resolve, and build what has no wheel.</summary>
    public Task<CommandOutput> BuildAsync(
        UpgradeRun run, string folder, ProjectIndexes indexes, IReadOnlyList<string> arguments, string? headline, CancellationToken cancellationToken) =>
        RunAsync(run, folder, arguments, NetworkTo(indexes), headline, cancellationToken);

    /// <summary>Runs it without a network.</summary>
    public Task<CommandOutput> RunAsync(UpgradeRun run, string folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(run, folder, arguments, SandboxNetwork.None, headline: null, cancellationToken);

    private SandboxNetwork NetworkTo(ProjectIndexes indexes) => sandboxOptions.Value.NetworkTo(PythonServers.Of(options.Value, indexes));

    /// <summary>What stands in the environment comes before what a configuration says.</summary>
    private async Task<CommandOutput> RunAsync(
        UpgradeRun run, string folder, IReadOnlyList<string> arguments, SandboxNetwork network, string? headline, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["UV_PYTHON"] = (await machine.GetAsync(cancellationToken)).Executable,
            ["UV_PYTHON_DOWNLOADS"] = "never",
            ["UV_KEYRING_PROVIDER"] = "disabled",
            ["UV_NO_PROGRESS"] = "1",
            ["PYTHONNOUSERSITE"] = "1",
        };
        if (headline is not null)
        {
            environment["UV_CUSTOM_COMPILE_COMMAND"] = headline;
        }

        if (File.Exists(PythonCommands.Authorities))
        {
            environment["SSL_CERT_FILE"] = PythonCommands.Authorities;
        }

        var command = await commands.CommandAsync(run, folder, [], cancellationToken);
        return await sandbox.RunAsync(
            command with
            {
                Executable = Tool,
                Arguments = arguments,
                Tools = [Tool],
                Network = network,
                Mounts = [.. command.Mounts, run.Packages.Own(PythonCommands.CachePath, isWritable: true, "UV_CACHE_DIR")],
                Environment = environment,
                Display = $"uv {string.Join(' ', arguments)}",
            },
            cancellationToken);
    }

    /// <summary>Each of uv's ways to say that it lacks a wheel.</summary>
    [GeneratedRegex(@"no\s+usable\s+wheels|[Bb]uilding\s+source\s+distributions|[Bb]uilding\s+from\s+source\s+is\s+disabled", RegexOptions.CultureInvariant)]
    private static partial Regex Unbuilt();
}
