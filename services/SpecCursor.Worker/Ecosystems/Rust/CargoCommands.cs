using System.Text.Json;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Changelogs;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>Runs cargo in the sandbox: with the network and without the project's own code, or with that and without the network.</summary>
internal sealed class CargoCommands(ISandbox sandbox, RustToolchain toolchain, CrateRegistry registry, IOptions<SandboxOptions> sandboxOptions)
{
    private const string HomePath = "/var/cache/cargo";

    /// <summary>
    /// Constant text; the command comes as arguments. Cargo looks for configuration from where it is started, and not from where the manifest is. So
    /// nothing that a repository configures is read: neither wrappers of the compiler, which cargo runs even to fetch, nor servers.
    /// </summary>
    private const string AwayFromTheProject = """
        project=$(pwd)
        cd "$HOME"
        exec cargo "$@" --manifest-path "$project/Cargo.toml"
        """;

    /// <summary>The same with the output in a file of the project, whose name comes before the arguments: what is kept of a command's output is less.</summary>
    private const string AwayFromTheProjectToFile = $"{AwayFromTheProject} > \"$project/$0\"";

    /// <summary>Talks to the registry. Cargo builds nothing for it, so nothing of the repository or its dependencies is run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The project's folder.</param>
    /// <param name="lockedServers">The servers that the lockfile has packages of.</param>
    /// <param name="arguments">What cargo is to do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<CommandOutput> FetchAsync(
        UpgradeRun run, string folder, IReadOnlyList<EgressHost> lockedServers, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAwayAsync(run, folder, lockedServers, arguments, [AwayFromTheProject, "cargo"], cancellationToken);

    /// <summary>Has cargo describe a project, and download all that is locked; without <paramref name="isLocked"/>, also write the lockfile.</summary>
    /// <exception cref="StepFailedException">It can't be described.</exception>
    /// <exception cref="SpecCursor.Messaging.Failures.TransientStepException">The registry can't be reached.</exception>
    public async Task<CargoMetadata> ReadMetadataAsync(
        UpgradeRun run, string folder, IReadOnlyList<EgressHost> lockedServers, bool isLocked, CancellationToken cancellationToken)
    {
        var name = $".speccursor-{Guid.NewGuid():N}.json";
        var path = folder.Length == 0 ? name : $"{folder}/{name}";
        string[] arguments = ["metadata", "--format-version", "1", "--all-features", .. isLocked ? new[] { "--locked" } : []];
        var output = await RunAwayAsync(run, folder, lockedServers, arguments, [AwayFromTheProjectToFile, name], cancellationToken);
        if (!ToolFailures.Succeeded(output))
        {
            throw CargoFailures.OfProject(output, Named(folder));
        }

        try
        {
            return CargoMetadata.Parse(await run.Workspace.Tree.ReadAsync(path, CargoMetadata.MaximumBytes, cancellationToken) ?? []);
        }
        catch (JsonException exception)
        {
            throw new StepFailedException(FailureCodes.InstallFailed, $"cargo metadata did not describe {Named(folder)}.", exception.Message);
        }
        finally
        {
            run.Workspace.Tree.Delete(path);
        }
    }

    /// <summary>Builds and tests, build scripts and procedural macros included. What was downloaded can be read, and not changed for runs to come.</summary>
    public async Task<CommandOutput> TestAsync(UpgradeRun run, string folder, CancellationToken cancellationToken)
    {
        string[] arguments = ["test", "--workspace", "--offline", "--locked"];
        var command = await CommandAsync(run, folder, isHomeWritable: false, cancellationToken) with
        {
            Executable = "cargo",
            Arguments = [.. registry.Arguments, .. arguments],
            Limits = sandboxOptions.Value.Test,
            Display = Display(arguments),
        };
        command = command with
        {
            // Where the project's configuration has another place for it, that may not be writable here.
            Environment = new Dictionary<string, string>(command.Environment) { ["CARGO_TARGET_DIR"] = "target", ["CARGO_INCREMENTAL"] = "0" },
        };
        return await sandbox.RunAsync(command, cancellationToken);
    }

    /// <summary>Where on this machine a package lies that cargo downloaded; null for what cargo didn't.</summary>
    public static InstalledPackage? Locate(UpgradeRun run, CargoMetadata.Package package) =>
        package.ManifestPath.StartsWith($"{HomePath}/", StringComparison.Ordinal)
            ? run.Packages.SharedPackage(Path.GetDirectoryName(package.ManifestPath[(HomePath.Length + 1)..])!)
            : null;

    private async Task<CommandOutput> RunAwayAsync(
        UpgradeRun run, string folder, IReadOnlyList<EgressHost> lockedServers, IReadOnlyList<string> arguments, string[] script, CancellationToken cancellationToken)
    {
        var servers = await registry.GetServersAsync(await toolchain.GetAsync(cancellationToken), cancellationToken);
        var command = await CommandAsync(run, folder, isHomeWritable: true, cancellationToken) with
        {
            Arguments = ["-c", .. script, .. registry.Arguments, .. arguments],
            Network = sandboxOptions.Value.NetworkTo(servers.Concat(lockedServers)),
            Display = Display(arguments),
        };
        return run.Packages.Filled(await sandbox.RunAsync(command, cancellationToken));
    }

    private async Task<SandboxCommand> CommandAsync(UpgradeRun run, string folder, bool isHomeWritable, CancellationToken cancellationToken) => new()
    {
        Executable = "sh",
        Arguments = [],
        Workspace = run.Workspace.Tree.Root,
        GitDirectory = run.Workspace.GitDirectory,
        Output = run.Output,
        WorkingDirectory = folder,
        Network = SandboxNetwork.None,
        Limits = sandboxOptions.Value.Install,
        ToolFolders = (await toolchain.GetAsync(cancellationToken)).Folders,
        Mounts = [.. registry.Mounts, isHomeWritable ? run.Packages.ToFill(HomePath, "CARGO_HOME") : run.Packages.ToRead(HomePath, "CARGO_HOME")],
        Environment = new Dictionary<string, string>
        {
            ["CARGO_TERM_COLOR"] = "never",
            ["CARGO_TERM_PROGRESS_WHEN"] = "never",

            // The engine's own retries are better at waiting.
            ["CARGO_NET_RETRY"] = "1",
            ["CARGO_HTTP_TIMEOUT"] = "60",
        },
    };

    private static string Named(string folder) => folder.Length == 0 ? "the project" : $"the project in '{folder}'";

    private static string Display(IEnumerable<string> arguments) => $"cargo {string.Join(' ', arguments)}";
}
