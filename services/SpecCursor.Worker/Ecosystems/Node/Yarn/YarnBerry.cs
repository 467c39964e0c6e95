using System.Text;
using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Node.Yaml;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Yarn;

/// <summary>
/// yarn 3 and 4: the version that writes the project's lockfile in the format that it has. The yarn that a project brings along (<c>yarnPath</c>) is not
/// started; its plugins are, in the sandbox, because they may be what its dependencies are made of.
/// </summary>
internal sealed partial class YarnBerry(NodeCommands commands) : INodePackageManager
{
    private const string SettingsFile = ".yarnrc.yml";

    /// <summary>By the version of the lockfile.</summary>
    private static readonly Dictionary<string, NodeTool> ByLockfile = new() { ["6"] = Tool("yarn-3"), ["8"] = Tool("yarn-4.13"), ["10"] = Tool("yarn-4.18") };

    private static readonly string[] Credentials = ["npmAuthToken", "npmAuthIdent"];

    public string Name => "yarn";

    public IReadOnlyList<RequiredTool> Tools { get; } =
    [
        new("yarn-3", "install @yarnpkg/cli-dist 3 from npm, and link its bin/yarn.js as yarn-3", "projects of yarn 3"),
        new("yarn-4.13", "install @yarnpkg/cli-dist 4.13 from npm, and link its bin/yarn.js as yarn-4.13", "projects of yarn 4.0 to 4.13"),
        new("yarn-4.18", "install @yarnpkg/cli-dist 4.18 from npm, and link its bin/yarn.js as yarn-4.18", "projects of yarn 4.16 and later"),
    ];

    public IReadOnlyList<string> Lockfiles { get; } = ["yarn.lock"];

    public static bool IsBerry(ReadOnlySpan<byte> lockfile) => lockfile.IndexOf("\n__metadata:"u8) >= 0 || lockfile.StartsWith("__metadata:"u8);

    public bool Wrote(ReadOnlySpan<byte> lockfile) => IsBerry(lockfile);

    public Task<NodeWorkspace> ReadWorkspaceAsync(UpgradeRun run, PackageJson root, CancellationToken cancellationToken)
    {
        var folder = root.Folder.Length == 0 ? string.Empty : $"{root.Folder}/";
        return run.Files.Any(file => file.Path == $"{folder}.pnp.cjs" || file.Path.StartsWith($"{folder}.yarn/cache/", StringComparison.Ordinal))
            ? throw new StepFailedException(
                FailureCodes.UnsupportedPackageManager, "The project keeps its packages in the repository (yarn's zero-installs), which is not supported.")
            : Task.FromResult(new NodeWorkspace { Patterns = root.Workspaces, OverrideSections = ["resolutions"] });
    }

    public async Task<ProjectNpmrc> ReadConfigurationAsync(UpgradeRun run, NodeProject project, CancellationToken cancellationToken)
    {
        var path = project.PathOf(SettingsFile);
        if (await run.Workspace.Tree.ReadAsync(path, ProjectNpmrc.MaximumBytes, cancellationToken) is not { } content)
        {
            return ProjectNpmrc.Empty;
        }

        try
        {
            var settings = YamlText.Read(Encoding.UTF8.GetString(JsonText.WithoutMark(content).Span));
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            Add(values, string.Empty, settings);
            foreach (var (scope, node) in settings["npmScopes"]?.Entries ?? [])
            {
                Add(values, $"@{scope}:", node);
            }

            foreach (var (registry, node) in settings["npmRegistries"]?.Entries ?? [])
            {
                Add(values, $"{registry}:", node);
            }

            return ProjectNpmrc.Of(SettingsFile, values);
        }
        catch (FormatException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidManifest, $"'{path}' can't be read: {exception.Message}");
        }
    }

    public Task<NodeLock> ReadLockAsync(UpgradeRun run, NodeProject project, ProjectNpmrc npmrc, CancellationToken cancellationToken) =>
        Task.FromResult(Read(project, project.TrackedLock!));

    public NodeLock Read(NodeProject project, byte[] lockfile)
    {
        ToolOf(project, lockfile);
        var entries = YarnBerryLockfile.Read(project.LockPath, lockfile);
        return new NodeLock
        {
            Content = lockfile,
            Graph = YarnLockGraph.Of(project, entries),
            Servers = NpmServers.OfLockfile(entries.Select(entry => entry.Address).OfType<string>()),
        };
    }

    public async Task<NodeInstall> LockAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken) =>
        Checked(await InstallAsync(run, declaration, ["--mode=update-lockfile"], cancellationToken));

    public async Task<NodeInstall> SettleAsync(
        UpgradeRun run, NodeDeclaration declaration, NodeChange change, NodeInstall locked, CancellationToken cancellationToken)
    {
        await YarnSettlement.SettleAsync(run, change, "npm:", patterns => $"\"{string.Join(", ", patterns)}\"", cancellationToken);
        return Checked(await InstallAsync(run, declaration, ["--mode=skip-build"], cancellationToken)).After(locked);
    }

    public Task<CommandOutput> InstallBaseAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken) =>
        InstallAsync(run, declaration, ["--immutable", "--mode=skip-build"], cancellationToken);

    public Task<IReadOnlyList<NodeCommand>> ScriptsAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<NodeCommand>>([new NodeCommand(ToolOf(declaration.Project), "rebuild")]);

    public IReadOnlyList<NodeCommand> Tests(NodeProject project) => MemberTests.Of(project, new NodeCommand(ToolOf(project), "run", "test"));

    private Task<CommandOutput> InstallAsync(UpgradeRun run, NodeDeclaration declaration, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        commands.InstallAsync(
            run,
            declaration.Project,
            declaration.Npmrc,
            declaration.BaseLock.Servers,
            new NodeCommand(ToolOf(declaration.Project), ["install", .. arguments]) { MayRunPlugIns = true },
            cancellationToken);

    private static NodeInstall Checked(CommandOutput install) =>
        ToolFailures.Succeeded(install) ? new NodeInstall(install, YarnFailures.HasOverriddenPeer(install)) : throw YarnFailures.Of(install);

    private static void Add(Dictionary<string, string> values, string prefix, YamlNode settings)
    {
        if (settings["npmRegistryServer"]?.Text is { } registry)
        {
            values[$"{prefix}registry"] = registry;
        }

        if (Credentials.Select(name => settings[name]?.Text).FirstOrDefault(text => text is not null) is { } credential)
        {
            values[$"{prefix}_authToken"] = credential;
        }
    }

    private static NodeTool ToolOf(NodeProject project) => ToolOf(project, project.TrackedLock!);

    private static NodeTool ToolOf(NodeProject project, byte[] lockfile)
    {
        var version = VersionPattern().Match(Encoding.UTF8.GetString(lockfile)).Groups["version"].Value;
        return ByLockfile.GetValueOrDefault(version) ?? throw new StepFailedException(
            FailureCodes.UnsupportedPackageManager,
            $"'{project.LockPath}' is of lockfile version {(version.Length == 0 ? "unknown" : version)}; supported are 6 (yarn 3.2 to 3.8), 8 (yarn 4.0 to 4.13) and 10 (yarn 4.16 and later).");
    }

    private static NodeTool Tool(string executable) => new()
    {
        Executable = executable,
        RegistryVariable = "YARN_NPM_REGISTRY_SERVER",
        OwnRegistry = YarnSettlement.Address,
        RunsFromCache = true,
        CacheFolders = new Dictionary<string, string> { ["YARN_GLOBAL_FOLDER"] = "yarn-berry" },
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["YARN_IGNORE_PATH"] = "1",
            ["YARN_ENABLE_TELEMETRY"] = "0",
            ["YARN_ENABLE_GLOBAL_CACHE"] = "1",
            ["YARN_ENABLE_IMMUTABLE_INSTALLS"] = "0",
            ["YARN_ENABLE_PROGRESS_BARS"] = "0",
            ["YARN_ENABLE_INLINE_BUILDS"] = "1",
        },
    };

    [GeneratedRegex(@"^__metadata:\r?\n(?:  .*\n)*?  version: ""?(?<version>\d{1,4})\b", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex VersionPattern();
}
