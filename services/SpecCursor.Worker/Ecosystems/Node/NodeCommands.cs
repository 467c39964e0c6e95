using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Sandbox;
using SpecCursor.Worker.Sandbox.Egress;
using SpecCursor.Worker.Sandbox.Output;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Runs package managers in the sandbox: with the network and without scripts, or with scripts and without the network.</summary>
internal sealed class NodeCommands(ISandbox sandbox, MachineNpmConfiguration machine, IOptions<SandboxOptions> sandboxOptions, IOptions<NodeOptions> options)
{
    private const string InstallScriptsRemark =
        "\n[SpecCursor] Install scripts run without a network, unless SpecCursor:Worker:Node:AllowNetworkForInstallScripts is set.\n";

    private const string CachePath = "/var/cache/packages";
    private const string AuthoritiesPath = "/etc/speccursor/authorities.pem";

    /// <summary>Talks to the registry. The command says that no script is to be run, in a way that no setting of a project can take back.</summary>
    public async Task<CommandOutput> InstallAsync(
        UpgradeRun run, NodeProject project, ProjectNpmrc npmrc, IReadOnlyList<EgressHost> lockedServers, NodeCommand command, CancellationToken cancellationToken)
    {
        var settings = await machine.GetAsync(cancellationToken);
        var registry = command.Tool.RegistryOf(settings);
        var environment = EnvironmentWithCache(command.Tool);
        if (!npmrc.HasRegistry)
        {
            environment[command.Tool.RegistryVariable] = registry.AbsoluteUri;
        }

        var network = sandboxOptions.Value.NetworkTo(NpmServers.Of(registry, npmrc, lockedServers));
        var runsNobodysCode = !command.MayRunPlugIns && npmrc.IsPlain && NpmServers.AreRegistries(network.Hosts, registry);
        List<SandboxMount> mounts = [runsNobodysCode ? run.Packages.ToFill(CachePath) : run.Packages.Own(CachePath, isWritable: true)];
        if (settings.AuthoritiesFile is { } authorities)
        {
            mounts.Add(new SandboxMount(authorities, AuthoritiesPath, IsWritable: false, "NODE_EXTRA_CA_CERTS"));
        }

        var output = await sandbox.RunAsync(
            Command(run, project, command) with
            {
                Network = network,
                Mounts = mounts,
                Environment = environment,
                Tools = [.. Tools(command.Tool), "git"],
            },
            cancellationToken);
        return runsNobodysCode ? run.Packages.Filled(output) : output;
    }

    /// <summary>Runs install scripts.</summary>
    public async Task<CommandOutput> RunInstallScriptsAsync(UpgradeRun run, NodeDeclaration declaration, NodeCommand command, CancellationToken cancellationToken)
    {
        var network = options.Value.AllowNetworkForInstallScripts
            ? sandboxOptions.Value.NetworkTo(NpmServers.Of(
                command.Tool.RegistryOf(await machine.GetAsync(cancellationToken)), declaration.Npmrc, declaration.BaseLock.Servers))
            : SandboxNetwork.None;
        var scripts = Command(run, declaration.Project, command);
        var settings = options.Value.AllowNetworkForInstallScripts ? InstallScriptSettings.WithoutHooks : InstallScriptSettings.WithoutDownloads;
        return await sandbox.RunAsync(
            scripts with { Network = network, Environment = new Dictionary<string, string>(scripts.Environment.Concat(settings), StringComparer.Ordinal) }, cancellationToken);
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
    public Task<CommandOutput> TestAsync(UpgradeRun run, NodeProject project, NodeCommand command, CancellationToken cancellationToken) =>
        sandbox.RunAsync(Command(run, project, command) with { Limits = sandboxOptions.Value.Test }, cancellationToken);

    private SandboxCommand Command(UpgradeRun run, NodeProject project, NodeCommand command) => new()
    {
        Executable = command.Tool.Executable,
        Arguments = command.Arguments,
        Workspace = run.Workspace.Tree.Root,
        GitDirectory = run.Workspace.GitDirectory,
        Output = run.Output,
        WorkingDirectory = command.Folder ?? project.Folder,
        Network = SandboxNetwork.None,
        Limits = sandboxOptions.Value.Install,
        Tools = Tools(command.Tool),
        Mounts = command.Tool.RunsFromCache ? [run.Packages.Own(CachePath, isWritable: false)] : [],
        Environment = command.Tool.RunsFromCache ? EnvironmentWithCache(command.Tool) : command.Tool.Environment,
    };

    private static Dictionary<string, string> EnvironmentWithCache(NodeTool tool) =>
        new(tool.Environment.Concat(tool.CacheFolders.Select(folder => KeyValuePair.Create(folder.Key, $"{CachePath}/{folder.Value}"))));

    /// <summary>Scripts call npm and node whatever runs them.</summary>
    private static IReadOnlyList<string> Tools(NodeTool tool) => [.. new[] { tool.Executable, "npm", "node" }.Distinct()];
}
