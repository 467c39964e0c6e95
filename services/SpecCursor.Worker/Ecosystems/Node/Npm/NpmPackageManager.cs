using System.Text.Json;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node.Npm;

/// <summary>npm. It installs when it locks; afterwards only the lockfile's copy of the ranges is to be written.</summary>
internal sealed class NpmPackageManager(NodeCommands commands) : INodePackageManager
{
    /// <summary>The program; other package managers' projects have use of it, too.</summary>
    public static readonly NodeTool Tool = new()
    {
        Executable = "npm",
        RegistryVariable = "npm_config_registry",
        CacheFolders = new Dictionary<string, string> { ["npm_config_cache"] = "npm" },
        Environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["npm_config_update_notifier"] = "false",
            ["npm_config_logs_max"] = "0",
            ["npm_config_progress"] = "false",
            ["npm_config_git"] = "git",

            // npm waits for up to a minute between its attempts; the engine's own retries are better at that.
            ["npm_config_fetch_retry_mintimeout"] = "1000",
            ["npm_config_fetch_retry_maxtimeout"] = "5000",
            ["npm_config_fetch_timeout"] = "60000",
        },
    };

    private static readonly string[] Always = ["--ignore-scripts", "--no-audit", "--no-fund"];

    /// <summary>Scripts of the root that <c>npm install</c> runs and <c>npm rebuild</c> doesn't.</summary>
    private static readonly string[] RootScripts = ["prepublish", "prepare"];

    public string Name => "npm";

    public IReadOnlyList<RequiredTool> Tools => [];

    public IReadOnlyList<string> Lockfiles { get; } = ["npm-shrinkwrap.json", "package-lock.json"];

    public bool Wrote(ReadOnlySpan<byte> lockfile) => true;

    public Task<NodeWorkspace> ReadWorkspaceAsync(UpgradeRun run, PackageJson root, CancellationToken cancellationToken) =>
        Task.FromResult(new NodeWorkspace { Patterns = root.Workspaces, OverrideSections = ["overrides"] });

    public async Task<ProjectNpmrc> ReadConfigurationAsync(UpgradeRun run, NodeProject project, CancellationToken cancellationToken) =>
        ProjectNpmrc.Parse(await run.Workspace.Tree.ReadAsync(project.PathOf(ProjectNpmrc.FileName), ProjectNpmrc.MaximumBytes, cancellationToken));

    public async Task<NodeLock> ReadLockAsync(UpgradeRun run, NodeProject project, ProjectNpmrc npmrc, CancellationToken cancellationToken)
    {
        if (project.TrackedLock is not { } tracked)
        {
            return Read(project, await MakeLockfileAsync(run, project, npmrc, cancellationToken));
        }

        using var lockfile = NpmLockfile.Parse(project.LockPath, tracked);
        return NpmLockfile.HasPackages(lockfile)
            ? Read(project, tracked)
            : Read(project, await MakeLockfileAsync(run, project, npmrc, cancellationToken)) with
            {
                Notes = [$"'{project.LockPath}' was of lockfile version 1, which npm replaces by a newer one."],
            };
    }

    public NodeLock Read(NodeProject project, byte[] lockfile)
    {
        using var document = NpmLockfile.Parse(project.LockPath, lockfile);
        return new NodeLock
        {
            Content = lockfile,
            Graph = NpmLockGraphReader.Read(project.LockPath, document),
            Servers = NpmServers.OfLockfile(NpmLockfile.Addresses(document)),
        };
    }

    public async Task<NodeInstall> LockAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        var arguments = Arguments(declaration);
        var install = await InstallAsync(run, declaration, arguments, cancellationToken);
        if (ToolFailures.Succeeded(install))
        {
            return new NodeInstall(install, NpmFailures.HasOverriddenPeer(install));
        }

        if (!NpmFailures.IsPeerConflict(install))
        {
            throw NpmFailures.Of(install, "npm install");
        }

        // The proof engine names the conflict with its counterexample; for that it needs the tree that the conflict is in.
        var forced = await InstallAsync(run, declaration, [.. arguments, "--force"], cancellationToken);
        return ToolFailures.Succeeded(forced) ? new NodeInstall(forced, PeerConflictOverridden: true) : throw NpmFailures.Of(forced, "npm install --force");
    }

    public async Task<NodeInstall> SettleAsync(
        UpgradeRun run, NodeDeclaration declaration, NodeChange change, NodeInstall locked, CancellationToken cancellationToken)
    {
        var project = change.Project;
        var content = await run.Workspace.Tree.ReadAsync(project.LockPath, NodeLockfiles.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"npm wrote no '{project.LockPath}'.");
        try
        {
            foreach (var manifest in project.Manifests)
            {
                foreach (var section in PackageJson.Sections.Where(section => manifest.Dependencies[section].ContainsKey(change.Package)))
                {
                    string[] place = ["packages", project.IdOf(manifest), section, change.Package];
                    content = JsonText.ReplaceString(content, place, manifest.Dependencies[section][change.Package]) ?? content;
                }
            }
        }
        catch (JsonException exception)
        {
            throw new StepFailedException(FailureCodes.InvalidLockfile, $"'{project.LockPath}' can't be read: {exception.Message}");
        }

        await run.Workspace.Tree.WriteAsync(project.LockPath, content, cancellationToken);
        return locked;
    }

    public async Task<CommandOutput> InstallBaseAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        string[] arguments = declaration.Npmrc.DisablesLockfile ? ["ci", "--package-lock"] : ["ci"];
        var install = await InstallAsync(run, declaration, arguments, cancellationToken);
        return NpmFailures.IsPeerConflict(install) ? await InstallAsync(run, declaration, [.. arguments, "--force"], cancellationToken) : install;
    }

    public async Task<IReadOnlyList<NodeCommand>> ScriptsAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        var commands = new List<NodeCommand>();
        if (await HasInstallScriptsAsync(run, declaration.Project, cancellationToken))
        {
            commands.Add(new NodeCommand(Tool, "rebuild", "--foreground-scripts"));
        }

        return [.. commands, .. RootScripts.Where(declaration.Project.Root.Scripts.ContainsKey).Select(script => new NodeCommand(Tool, "run", script))];
    }

    public IReadOnlyList<NodeCommand> Tests(NodeProject project)
    {
        if (project.Root.HasTests)
        {
            return [new NodeCommand(Tool, "test")];
        }

        List<string> members = [.. project.Sites.Where(site => site.PackageId.Length > 0 && site.Manifest.HasTests).Select(site => $"--workspace={site.PackageId}")];
        return members.Count == 0 ? [] : [new NodeCommand(Tool, ["test", .. members])];
    }

    private Task<CommandOutput> InstallAsync(UpgradeRun run, NodeDeclaration declaration, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        commands.InstallAsync(
            run, declaration.Project, declaration.Npmrc, declaration.BaseLock.Servers, new NodeCommand(Tool, [.. arguments, .. Always]), cancellationToken);

    private static List<string> Arguments(NodeDeclaration declaration)
    {
        List<string> arguments = ["install"];
        using var lockfile = NpmLockfile.Parse(declaration.Project.LockPath, declaration.BaseLock.Content);
        if (NpmLockfile.OmitsAddresses(lockfile))
        {
            arguments.Add("--omit-lockfile-registry-resolved");
        }

        if (declaration.Npmrc.DisablesLockfile)
        {
            arguments.Add("--package-lock");
        }

        return arguments;
    }

    private async Task<byte[]> MakeLockfileAsync(UpgradeRun run, NodeProject project, ProjectNpmrc npmrc, CancellationToken cancellationToken)
    {
        string[] arguments = ["install", "--package-lock-only", "--package-lock", .. Always];
        var made = await commands.InstallAsync(run, project, npmrc, [], new NodeCommand(Tool, arguments), cancellationToken);
        if (made.ExitCode != 0 && NpmFailures.IsPeerConflict(made))
        {
            made = await commands.InstallAsync(run, project, npmrc, [], new NodeCommand(Tool, [.. arguments, "--force"]), cancellationToken);
        }

        if (!ToolFailures.Succeeded(made))
        {
            throw NpmFailures.Of(made, "Locking the dependencies as they were before the upgrade");
        }

        return await run.Workspace.Tree.ReadAsync(project.LockPath, NodeLockfiles.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"npm wrote no '{project.LockPath}'.");
    }

    private static async Task<bool> HasInstallScriptsAsync(UpgradeRun run, NodeProject project, CancellationToken cancellationToken)
    {
        if (await run.Workspace.Tree.ReadAsync(project.LockPath, NodeLockfiles.MaximumBytes, cancellationToken) is not { } content)
        {
            return false;
        }

        using var lockfile = NpmLockfile.Parse(project.LockPath, content);

        // The lockfile has packages of other platforms too, which are not installed here.
        return NpmLockfile.WithInstallScripts(lockfile)
            .Any(place => run.Workspace.Tree.Exists(project.PathOf(place.Length == 0 ? PackageJson.FileName : $"{place}/{PackageJson.FileName}")));
    }
}
