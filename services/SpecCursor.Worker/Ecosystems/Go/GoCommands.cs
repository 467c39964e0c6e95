using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Go.Builds;
using SpecCursor.Worker.Ecosystems.Go.Work;
using SpecCursor.Worker.Sandbox;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Runs go in the sandbox: with the proxy, which runs nothing of anybody, or to build and test, without a network.</summary>
internal sealed class GoCommands(
    ISandbox sandbox, MachineGo machine, GoCaches caches, GoLibraryBuilder library, IOptions<SandboxOptions> sandboxOptions, IOptions<GoOptions> options)
{
    /// <summary>Stamping programs with their commit would run the version control that a repository seems to have, with its settings.</summary>
    public const string Unstamped = "-buildvcs=false";

    public const string Tool = "go";

    /// <summary>go wants the whole path, which only who runs in the sandbox knows. Left to itself it would take the nearest <c>go.work</c>.</summary>
    private const string InWorkspace = """export GOWORK="$PWD/$1"; shift; exec "$@" """;

    private static readonly string[] Tools = [Tool];

    /// <summary>go takes nothing from its user's configuration, downloads no other go, and takes each module by itself unless it is told of a workspace.</summary>
    public static IReadOnlyDictionary<string, string> Fixed { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GO111MODULE"] = "on",
        ["GOENV"] = "off",
        ["GOTOOLCHAIN"] = "local",
        ["GOWORK"] = "off",
    };

    /// <summary>Runs go with the proxy, in a module's folder.</summary>
    public Task<CommandOutput> RunAsync(UpgradeRun run, GoModule module, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(run, module.Folder, workspace: null, ["go", .. arguments], cancellationToken);

    /// <summary>Runs go with the proxy, in a workspace.</summary>
    public Task<CommandOutput> RunAsync(UpgradeRun run, GoWorkspace workspace, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(run, workspace.Folder, workspace, ["go", .. arguments], cancellationToken);

    /// <summary>Runs a script of ours with the proxy, in a module's folder.</summary>
    public Task<CommandOutput> RunScriptAsync(UpgradeRun run, GoModule module, string script, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(run, module.Folder, workspace: null, ["sh", "-c", script, "go", .. arguments], cancellationToken);

    /// <summary>Runs a script of ours with the proxy, in a workspace.</summary>
    public Task<CommandOutput> RunScriptAsync(
        UpgradeRun run, GoWorkspace workspace, string script, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(run, workspace.Folder, workspace, ["sh", "-c", script, "go", .. arguments], cancellationToken);

    /// <summary>Builds a module and runs its tests, with what its workspace is built with where it is in one.</summary>
    public async Task<CommandOutput> TestAsync(UpgradeRun run, GoModule module, GoWorkspace? workspace, CancellationToken cancellationToken)
    {
        // Results of tests that are remembered are of no use: the first run after an upgrade is the one that counts.
        var command = await CommandAsync(run, module.Folder, workspace, ["go", "test", "-count=1", "./..."], canDownload: false, cancellationToken);
        var output = await sandbox.RunAsync(
            command with
            {
                Limits = sandboxOptions.Value.Test,
                Environment = With(
                    command.Environment,
                    ("GOFLAGS", $"{(module.IsVendored && workspace is null ? "-mod=vendor" : "-mod=readonly")} {Unstamped}"),
                    ("GOPROXY", "off"),
                    ("GOSUMDB", "off")),
            },
            cancellationToken);
        library.Want();
        return output;
    }

    /// <summary>What is called go may be a link to where go really is.</summary>
    public static IEnumerable<SandboxMount> LibraryOf(GoInstallation go) =>
        go.Root.StartsWith("/usr/", StringComparison.Ordinal) ? [] : [new SandboxMount(go.Root, go.Root, IsWritable: false)];

    private async Task<CommandOutput> RunAsync(
        UpgradeRun run, string folder, GoWorkspace? workspace, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var proxy = options.Value.Proxy;
        var command = await CommandAsync(run, folder, workspace, words, canDownload: true, cancellationToken);
        return run.Packages.Filled(await sandbox.RunAsync(
            command with
            {
                Network = sandboxOptions.Value.NetworkTo(GoServers.Of(options.Value)),
                Mounts = proxy.IsFile ? [.. command.Mounts, new SandboxMount(proxy.LocalPath, proxy.LocalPath, IsWritable: false)] : command.Mounts,

                // Modules that are closed to their owner could not be removed. In a workspace go writes into no manifest, whatever it is told.
                Environment = With(
                    command.Environment,
                    ("GOFLAGS", $"{(workspace is null ? "-mod=mod" : "-mod=readonly")} -modcacherw {Unstamped}"),
                    ("GOPROXY", proxy.AbsoluteUri),
                    ("GOSUMDB", options.Value.ResolvedChecksumDatabase)),
            },
            cancellationToken));
    }

    private async Task<SandboxCommand> CommandAsync(
        UpgradeRun run, string folder, GoWorkspace? workspace, IReadOnlyList<string> words, bool canDownload, CancellationToken cancellationToken)
    {
        var installation = await machine.GetAsync(cancellationToken);
        IReadOnlyList<string> wrapped = workspace is null ? words : ["sh", "-c", InWorkspace, "go", workspace.PathFrom(folder), .. words];
        return new SandboxCommand
        {
            Executable = wrapped[0],
            Arguments = [.. wrapped.Skip(1)],
            Display = string.Join(' ', words),
            Workspace = run.Workspace.Tree.Root,
            GitDirectory = run.Workspace.GitDirectory,
            Output = run.Output,
            WorkingDirectory = folder,
            Network = SandboxNetwork.None,
            Limits = sandboxOptions.Value.Install,
            Tools = Tools,
            Mounts = [.. caches.Of(run, installation, canDownload), .. LibraryOf(installation)],
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
