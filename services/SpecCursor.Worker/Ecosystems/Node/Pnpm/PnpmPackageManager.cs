using System.Text;
using System.Text.RegularExpressions;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Ecosystems.Node.Yaml;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Pnpm;

/// <summary>
/// pnpm. The version that writes the project's lockfile in the format that it has does the upgrade. <c>.pnpmfile.cjs</c> runs, in the sandbox: without it
/// pnpm would resolve otherwise, and the project's own pnpm would refuse the lockfile.
/// </summary>
internal sealed partial class PnpmPackageManager(NodeCommands commands) : INodePackageManager
{
    private const string WorkspaceFile = "pnpm-workspace.yaml";
    private const string HooksFile = ".pnpmfile.";
    private const int MaximumWorkspaceFile = 256 * 1024;
    private const int MaximumHead = 4096;
    private const int MaximumState = 16 * 1024 * 1024;

    private static readonly NodeTool Newest = Tool("pnpm");

    /// <summary>By the first part of the lockfile's version.</summary>
    private static readonly Dictionary<string, NodeTool> ByLockfile = new() { ["9"] = Newest, ["6"] = Tool("pnpm-8") };

    private static readonly PnpmWorkspaceFormat Format = new();

    /// <summary>The proof engine names peer conflicts with their counterexample; for that it needs the tree that they are in.</summary>
    private static readonly string[] Always = ["--ignore-scripts", "--no-strict-peer-dependencies"];

    private static readonly string[] WithoutHooks = ["--ignore-pnpmfile"];

    private static ReadOnlySpan<byte> HooksChecksum => "pnpmfileChecksum"u8;

    public string Name => "pnpm";

    public IReadOnlyList<RequiredTool> Tools { get; } =
    [
        new("pnpm", "install pnpm 10 (npm install --global pnpm@10)", "projects of pnpm 9 and 10"),
        new("pnpm-8", "install pnpm 8, and link it as pnpm-8", "projects of pnpm 8"),
    ];

    public IReadOnlyList<string> Lockfiles { get; } = ["pnpm-lock.yaml"];

    public bool Wrote(ReadOnlySpan<byte> lockfile) => true;

    public async Task<NodeWorkspace> ReadWorkspaceAsync(UpgradeRun run, PackageJson root, CancellationToken cancellationToken)
    {
        var path = root.Folder.Length == 0 ? WorkspaceFile : $"{root.Folder}/{WorkspaceFile}";
        var content = await run.Workspace.Tree.ReadAsync(path, MaximumWorkspaceFile, cancellationToken);
        string[] overrides = ["pnpm.overrides", "resolutions"];
        if (content is null)
        {
            return new NodeWorkspace { Patterns = [], OverrideSections = overrides };
        }

        var sites = Format.Find(path, content, run.Context.PackageName).ToLookup(site => site.Section == PnpmWorkspaceFormat.Overrides);
        return new NodeWorkspace
        {
            Patterns = PnpmWorkspaceFormat.Parse(path, content)["packages"] is YamlSequence packages ? [.. packages.Items.Select(item => item.Text).OfType<string>()] : [],
            OverrideSections = overrides,
            File = new ConstraintFile(path, content, Format, [.. sites[true]]),
            Catalogs = Catalogs(sites[false]),
        };
    }

    public async Task<ProjectNpmrc> ReadConfigurationAsync(UpgradeRun run, NodeProject project, CancellationToken cancellationToken)
    {
        var npmrc = await run.Workspace.Tree.ReadAsync(project.PathOf(ProjectNpmrc.FileName), ProjectNpmrc.MaximumBytes, cancellationToken);
        var values = npmrc is null ? [] : ProjectNpmrc.Read(npmrc);
        var path = project.PathOf(WorkspaceFile);
        if (await run.Workspace.Tree.ReadAsync(path, MaximumWorkspaceFile, cancellationToken) is { } content)
        {
            // Since version 10 every setting may stand there as well.
            var workspace = PnpmWorkspaceFormat.Parse(path, content);
            foreach (var (name, value) in workspace.Entries.Concat(workspace["registries"]?.Entries ?? []).Where(entry => entry.Value.Text is not null))
            {
                values[name == "default" ? "registry" : name.StartsWith('@') && !name.Contains(':', StringComparison.Ordinal) ? $"{name}:registry" : name] = value.Text!;
            }
        }

        return ProjectNpmrc.Of($"{ProjectNpmrc.FileName} or {WorkspaceFile}", values);
    }

    public Task<NodeLock> ReadLockAsync(UpgradeRun run, NodeProject project, ProjectNpmrc npmrc, CancellationToken cancellationToken) =>
        Task.FromResult(Read(project, project.TrackedLock!));

    public NodeLock Read(NodeProject project, byte[] lockfile)
    {
        ToolOf(project, lockfile);
        var root = Parse(project, lockfile);
        return new NodeLock
        {
            Content = lockfile,
            Graph = PnpmLockGraphReader.Read(project, root),
            Servers = NpmServers.OfLockfile(PnpmLockGraphReader.Addresses(root)),
        };
    }

    public async Task<NodeInstall> LockAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken) =>
        Checked(await InstallAsync(run, declaration, ["--lockfile-only", "--no-frozen-lockfile"], cancellationToken));

    /// <summary>What is locked stays locked where a range admits it.</summary>
    public async Task<NodeInstall> SettleAsync(
        UpgradeRun run, NodeDeclaration declaration, NodeChange change, NodeInstall locked, CancellationToken cancellationToken) =>
        Checked(await InstallAsync(run, declaration, ["--no-frozen-lockfile", "--prefer-offline"], cancellationToken)).After(locked);

    public Task<CommandOutput> InstallBaseAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken) =>
        InstallAsync(run, declaration, ["--frozen-lockfile"], cancellationToken);

    public async Task<IReadOnlyList<NodeCommand>> ScriptsAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        var project = declaration.Project;
        var state = await run.Workspace.Tree.ReadAsync(project.PathOf("node_modules/.modules.yaml"), MaximumState, cancellationToken);
        if (state is null || !HasPendingBuilds(state))
        {
            return [];
        }

        return [new NodeCommand(ToolOf(project), project.Manifests.Count > 1 ? ["--recursive", "rebuild"] : ["rebuild"])];
    }

    public IReadOnlyList<NodeCommand> Tests(NodeProject project) => MemberTests.Of(project, new NodeCommand(ToolOf(project), "test"));

    private Task<CommandOutput> InstallAsync(UpgradeRun run, NodeDeclaration declaration, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // Where nothing says that there are hooks, none run, whatever else may name some: a lockfile that was made with any has their checksum.
        var hasHooks = !declaration.Npmrc.IsPlain
            || declaration.BaseLock.Content.AsSpan().IndexOf(HooksChecksum) >= 0
            || run.Files.Any(file => Path.GetFileName(file.Path).StartsWith(HooksFile, StringComparison.Ordinal));
        var command = new NodeCommand(ToolOf(declaration.Project), ["install", .. arguments, .. Always, .. hasHooks ? [] : WithoutHooks]) { MayRunPlugIns = hasHooks };
        return commands.InstallAsync(run, declaration.Project, declaration.Npmrc, declaration.BaseLock.Servers, command, cancellationToken);
    }

    private static NodeInstall Checked(CommandOutput install) =>
        ToolFailures.Succeeded(install) ? new NodeInstall(install, PnpmFailures.HasOverriddenPeer(install)) : throw PnpmFailures.Of(install, "pnpm install");

    private static Dictionary<string, ConstraintSite> Catalogs(IEnumerable<ConstraintSite> sites)
    {
        var catalogs = new Dictionary<string, ConstraintSite>(StringComparer.Ordinal);
        foreach (var site in sites)
        {
            var name = site.Section == PnpmWorkspaceFormat.Catalog ? "default" : site.Section[PnpmWorkspaceFormat.Catalogs.Length..];
            catalogs[$"catalog:{name}"] = site;
            if (name == "default")
            {
                catalogs["catalog:"] = site;
            }
        }

        return catalogs;
    }

    private static YamlNode Parse(NodeProject project, byte[] lockfile)
    {
        try
        {
            return YamlText.Read(Encoding.UTF8.GetString(JsonText.WithoutMark(lockfile).Span));
        }
        catch (FormatException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{project.LockPath}' can't be read: {exception.Message}");
        }
    }

    private static NodeTool ToolOf(NodeProject project) => ToolOf(project, project.TrackedLock!);

    private static NodeTool ToolOf(NodeProject project, ReadOnlySpan<byte> lockfile)
    {
        var version = VersionPattern().Match(Encoding.UTF8.GetString(lockfile[..Math.Min(lockfile.Length, MaximumHead)]));
        if (!version.Success)
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{project.LockPath}' does not begin with its 'lockfileVersion'.");
        }

        return ByLockfile.GetValueOrDefault(version.Groups["major"].Value) ?? throw new StepFailedException(
            FailureCodes.UnsupportedPackageManager,
            $"'{project.LockPath}' is of lockfile version {version.Groups["major"].Value}; supported are 6 (pnpm 8) and 9 (pnpm 9 and 10).");
    }

    private static bool HasPendingBuilds(byte[] state)
    {
        try
        {
            return YamlText.Read(Encoding.UTF8.GetString(state))["pendingBuilds"] is YamlSequence { Items.Count: > 0 };
        }
        catch (FormatException)
        {
            return true;
        }
    }

    private static NodeTool Tool(string executable) => new()
    {
        Executable = executable,
        RegistryVariable = "npm_config_registry",
        CacheFolders = new Dictionary<string, string> { ["npm_config_store_dir"] = "pnpm-store", ["npm_config_cache_dir"] = "pnpm" },
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // The project may name any pnpm, which this one would get and start.
            ["npm_config_manage_package_manager_versions"] = "false",
            ["npm_config_package_manager_strict"] = "false",

            // What is linked to the store, tests could change there.
            ["npm_config_package_import_method"] = "copy",
            ["npm_config_side_effects_cache"] = "false",
            ["npm_config_verify_deps_before_run"] = "false",
            ["npm_config_update_notifier"] = "false",
            ["npm_config_fetch_retry_mintimeout"] = "1000",
            ["npm_config_fetch_retry_maxtimeout"] = "5000",
            ["npm_config_fetch_timeout"] = "60000",
        },
    };

    [GeneratedRegex(@"^lockfileVersion:\s*['""]?(?<major>\d{1,4})\b", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex VersionPattern();
}
