using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Runs go in the sandbox: with the proxy, which runs nothing of anybody, or to build and test, without a network.</summary>
internal sealed class GoCommands(ISandbox sandbox, MachineGo machine, GoCaches caches, IOptions<SandboxOptions> sandboxOptions, IOptions<GoOptions> options)
{
    /// <summary>Stamping programs with their commit would run the version control that a repository seems to have, with its settings.</summary>
    private const string Unstamped = "-buildvcs=false";

    private static readonly string[] Tools = ["go"];

    /// <summary>go takes nothing from its user's configuration, downloads no other go, and takes each module by itself.</summary>
    public static IReadOnlyDictionary<string, string> Fixed { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GO111MODULE"] = "on",
        ["GOENV"] = "off",
        ["GOTOOLCHAIN"] = "local",
        ["GOWORK"] = "off",
    };

    /// <summary>Runs go with the proxy, in a module's folder.</summary>
    public Task<CommandOutput> RunAsync(UpgradeRun run, GoModule module, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(run, module, "go", arguments, cancellationToken);

    /// <summary>Runs a script of ours with the proxy, in a module's folder.</summary>
    public Task<CommandOutput> RunScriptAsync(UpgradeRun run, GoModule module, string script, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(run, module, "sh", ["-c", script, "go", .. arguments], cancellationToken);

    /// <summary>Builds and runs the tests.</summary>
    public async Task<CommandOutput> TestAsync(UpgradeRun run, GoModule module, CancellationToken cancellationToken)
    {
        // Results of tests that are remembered are of no use: the first run after an upgrade is the one that counts.
        var command = await CommandAsync(run, module, "go", ["test", "-count=1", "./..."], canDownload: false, cancellationToken);
        return await sandbox.RunAsync(
            command with
            {
                Limits = sandboxOptions.Value.Test,
                Environment = With(
                    command.Environment,
                    ("GOFLAGS", $"{(module.IsVendored ? "-mod=vendor" : "-mod=readonly")} {Unstamped}"),
                    ("GOPROXY", "off"),
                    ("GOSUMDB", "off")),
            },
            cancellationToken);
    }

    private async Task<CommandOutput> RunAsync(UpgradeRun run, GoModule module, string executable, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var proxy = options.Value.Proxy;
        var command = await CommandAsync(run, module, executable, arguments, canDownload: true, cancellationToken);
        return await sandbox.RunAsync(
            command with
            {
                Network = sandboxOptions.Value.NetworkTo(GoServers.Of(options.Value)),
                Mounts = proxy.IsFile ? [.. command.Mounts, new SandboxMount(proxy.LocalPath, proxy.LocalPath, IsWritable: false)] : command.Mounts,

                // Modules that are closed to their owner could not be removed.
                Environment = With(
                    command.Environment,
                    ("GOFLAGS", $"-mod=mod -modcacherw {Unstamped}"),
                    ("GOPROXY", proxy.AbsoluteUri),
                    ("GOSUMDB", options.Value.ResolvedChecksumDatabase)),
            },
            cancellationToken);
    }

    private async Task<SandboxCommand> CommandAsync(
        UpgradeRun run, GoModule module, string executable, IReadOnlyList<string> arguments, bool canDownload, CancellationToken cancellationToken)
    {
        var root = (await machine.GetAsync(cancellationToken)).Root;
        var mounts = caches.Of(run, canDownload);
        return new SandboxCommand
        {
            Executable = executable,
            Arguments = arguments,
            Workspace = run.Workspace.Tree.Root,
            GitDirectory = run.Workspace.GitDirectory,
            Output = run.Output,
            WorkingDirectory = module.Folder,
            Network = SandboxNetwork.None,
            Limits = sandboxOptions.Value.Install,
            Tools = Tools,

            // What is called go may be a link to where go really is.
            Mounts = root.StartsWith("/usr/", StringComparison.Ordinal) ? mounts : [.. mounts, new SandboxMount(root, root, IsWritable: false)],
            Environment = Fixed,
        };
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> environment, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var all = new Dictionary<string, string>(environment, StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return all;
    }
}
