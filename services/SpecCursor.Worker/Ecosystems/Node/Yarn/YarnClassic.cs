using System.Text;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Ecosystems.Node.Npm;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Yarn;

/// <summary>yarn 1. The yarn that a project brings along (<c>yarn-path</c>) is not started: it is the worker's that runs.</summary>
internal sealed class YarnClassic(NodeCommands commands) : INodePackageManager
{
    private const string SettingsFile = ".yarnrc";

    private static readonly NodeTool Tool = new()
    {
        Executable = "yarn",
        RegistryVariable = "YARN_REGISTRY",
        OwnRegistry = YarnSettlement.Address,
        CacheFolders = new Dictionary<string, string> { ["YARN_CACHE_FOLDER"] = "yarn" },
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["YARN_IGNORE_PATH"] = "1" },
    };

    private static readonly string[] Always = ["install", "--ignore-scripts", "--non-interactive", "--no-progress"];

    /// <summary>Scripts of the root that <c>yarn install</c> runs and <c>npm rebuild</c> doesn't.</summary>
    private static readonly string[] RootScripts = ["prepublish", "prepare"];

    public string Name => "yarn";

    public IReadOnlyList<RequiredTool> Tools { get; } = [new("yarn", "install yarn 1 (npm install --global yarn@1)", "projects of yarn 1")];

    public IReadOnlyList<string> Lockfiles { get; } = ["yarn.lock"];

    public bool Wrote(ReadOnlySpan<byte> lockfile) => !YarnBerry.IsBerry(lockfile);

    public Task<NodeWorkspace> ReadWorkspaceAsync(UpgradeRun run, PackageJson root, CancellationToken cancellationToken) =>
        Task.FromResult(new NodeWorkspace { Patterns = root.Workspaces, OverrideSections = ["resolutions"] });

    public async Task<ProjectNpmrc> ReadConfigurationAsync(UpgradeRun run, NodeProject project, CancellationToken cancellationToken)
    {
        var npmrc = await run.Workspace.Tree.ReadAsync(project.PathOf(ProjectNpmrc.FileName), ProjectNpmrc.MaximumBytes, cancellationToken);
        var values = npmrc is null ? [] : ProjectNpmrc.Read(npmrc);
        var yarnrc = await run.Workspace.Tree.ReadAsync(project.PathOf(SettingsFile), ProjectNpmrc.MaximumBytes, cancellationToken);
        foreach (var line in Encoding.UTF8.GetString(yarnrc ?? []).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var end = line.IndexOfAny([' ', '\t']);
            values[(end < 0 ? line : line[..end]).Trim('"')] = end < 0 ? string.Empty : line[end..].Trim().Trim('"');
        }

        return values.ContainsKey("yarn-offline-mirror")
            ? throw new StepFailedException(FailureCodes.UnsupportedPackageManager, "The project keeps its packages in the repository (yarn-offline-mirror), which is not supported.")
            : ProjectNpmrc.Of($"{ProjectNpmrc.FileName} or {SettingsFile}", values);
    }

    public Task<NodeLock> ReadLockAsync(UpgradeRun run, NodeProject project, ProjectNpmrc npmrc, CancellationToken cancellationToken) =>
        Task.FromResult(Read(project, project.TrackedLock!));

    public NodeLock Read(NodeProject project, byte[] lockfile)
    {
        var entries = YarnClassicLockfile.Read(project.LockPath, lockfile);
        return new NodeLock
        {
            Content = lockfile,
            Graph = YarnLockGraph.Of(project, entries),
            Servers = NpmServers.OfLockfile(entries.Select(entry => entry.Address).OfType<string>()),
        };
    }

    public async Task<NodeInstall> LockAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken) =>
        Checked(await InstallAsync(run, declaration, [], cancellationToken));

    public async Task<NodeInstall> SettleAsync(
        UpgradeRun run, NodeDeclaration declaration, NodeChange change, NodeInstall locked, CancellationToken cancellationToken)
    {
        await YarnSettlement.SettleAsync(
            run, change, string.Empty, patterns => string.Join(", ", patterns.Select(pattern => $"\"{pattern}\"")), cancellationToken);
        var install = Checked(await InstallAsync(run, declaration, ["--prefer-offline"], cancellationToken));

        // Who had the conflict before is not told of it now.
        var before = NpmVersion.Parse(declaration.NewestLockedVersion)!;
        var peers = YarnFailures.Peers(locked.Output, change.Package, $"{change.Package}@{change.Version}")
            .Where(peer => NpmRange.Parse(peer.Range)?.Admits(before) == true);
        return install.After(locked) with { Peers = [.. peers] };
    }

    public Task<CommandOutput> InstallBaseAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken) =>
        InstallAsync(run, declaration, ["--frozen-lockfile"], cancellationToken);

    /// <summary>The lockfile doesn't tell which packages have scripts, and yarn has no command for them alone; npm has, for any <c>node_modules</c>.</summary>
    public Task<IReadOnlyList<NodeCommand>> ScriptsAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<NodeCommand>>(
        [
            new NodeCommand(NpmPackageManager.Tool, "rebuild", "--foreground-scripts"),
            .. RootScripts.Where(declaration.Project.Root.Scripts.ContainsKey).Select(script => new NodeCommand(Tool, "run", script)),
        ]);

    public IReadOnlyList<NodeCommand> Tests(NodeProject project) => MemberTests.Of(project, new NodeCommand(Tool, "test"));

    private Task<CommandOutput> InstallAsync(UpgradeRun run, NodeDeclaration declaration, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        commands.InstallAsync(
            run, declaration.Project, declaration.Npmrc, declaration.BaseLock.Servers, new NodeCommand(Tool, [.. Always, .. arguments]), cancellationToken);

    private static NodeInstall Checked(CommandOutput install) =>
        ToolFailures.Succeeded(install) ? new NodeInstall(install, YarnFailures.HasOverriddenPeer(install)) : throw YarnFailures.Of(install);
}
