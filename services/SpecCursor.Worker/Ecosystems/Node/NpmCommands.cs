using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Sandbox.Output;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Runs npm in the sandbox: with the network and without scripts, or with scripts and without the network.</summary>
internal sealed class NpmCommands(ISandbox sandbox, MachineNpmConfiguration machine, IOptions<SandboxOptions> sandboxOptions, IOptions<NodeOptions> options)
{
    private const string InstallScriptsRemark =
        "\n[SpecCursor] Install scripts run without a network, unless SpecCursor:Worker:Node:AllowNetworkForInstallScripts is set.\n";

    private const string CachePath = "/var/cache/npm";
    private const string AuthoritiesPath = "/etc/speccursor/authorities.pem";
    private static readonly string[] Tools = ["npm", "node"];

    /// <summary>Talks to the registry. Nothing of the repository or its dependencies is run: <c>--ignore-scripts</c>, which no <c>.npmrc</c> can take back.</summary>
    public async Task<CommandOutput> InstallAsync(
        UpgradeRun run,
        NodeProject project,
        ProjectNpmrc npmrc,
        IReadOnlyList<EgressHost> lockedServers,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken)
    {
        var settings = await machine.GetAsync(cancellationToken);
        var environment = Environment();
        if (!npmrc.HasRegistry)
        {
            environment["npm_config_registry"] = settings.Registry.AbsoluteUri;
        }

        List<SandboxMount> mounts = [new(run.PackageCache, CachePath, IsWritable: true, "npm_config_cache")];
        if (settings.AuthoritiesFile is { } authorities)
        {
            mounts.Add(new SandboxMount(authorities, AuthoritiesPath, IsWritable: false, "NODE_EXTRA_CA_CERTS"));
        }

        return await sandbox.RunAsync(
            Command(run, project, [.. arguments, "--ignore-scripts", "--no-audit", "--no-fund"]) with
            {
                Network = sandboxOptions.Value.NetworkTo(NpmServers.Of(settings, npmrc, lockedServers)),
                Mounts = mounts,
                Environment = environment,
                Tools = [.. Tools, "git"],
            },
            cancellationToken);
    }

    /// <summary>Runs install scripts.</summary>
    public async Task<CommandOutput> RunInstallScriptsAsync(
        UpgradeRun run, NodeDeclaration declaration, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var network = options.Value.AllowNetworkForInstallScripts
            ? sandboxOptions.Value.NetworkTo(NpmServers.Of(await machine.GetAsync(cancellationToken), declaration.Npmrc, declaration.LockedServers))
            : SandboxNetwork.None;
        return await sandbox.RunAsync(Command(run, declaration.Project, arguments) with { Network = network }, cancellationToken);
    }

    /// <summary>Adds what a person should know who reads why an install script failed.</summary>
    public CommandOutput ExplainInstallScripts(CommandOutput output)
    {
        if (options.Value.AllowNetworkForInstallScripts)
        {
            return output;
        }

        var kept = Math.Max(0, output.Output.Length + InstallScriptsRemark.Length - BoundedOutput.MaximumBytes);
        return output with { Output = output.Output[kept..] + InstallScriptsRemark };
    }

    /// <summary>Runs tests.</summary>
    public Task<CommandOutput> TestAsync(UpgradeRun run, NodeProject project, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        sandbox.RunAsync(Command(run, project, arguments) with { Limits = sandboxOptions.Value.Test }, cancellationToken);

    private SandboxCommand Command(UpgradeRun run, NodeProject project, IReadOnlyList<string> arguments) => new()
    {
        Executable = "npm",
        Arguments = arguments,
        Workspace = run.Workspace.Tree.Root,
        GitDirectory = run.Workspace.GitDirectory,
        WorkingDirectory = project.Folder,
        Network = SandboxNetwork.None,
        Limits = sandboxOptions.Value.Install,
        Tools = Tools,
        Environment = Environment(),
    };

    private static Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["npm_config_update_notifier"] = "false",
        ["npm_config_logs_max"] = "0",
        ["npm_config_progress"] = "false",
        ["npm_config_git"] = "git",

        // npm waits for up to a minute between its attempts; the engine's own retries are better at that.
        ["npm_config_fetch_retry_mintimeout"] = "1000",
        ["npm_config_fetch_retry_maxtimeout"] = "5000",
        ["npm_config_fetch_timeout"] = "60000",
    };
}
