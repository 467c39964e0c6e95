using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Runs install scripts and tests, both without a network.</summary>
internal sealed class NodeTests(NpmCommands npm)
{
    /// <summary>Scripts of the root that <c>npm install</c> runs and <c>npm rebuild</c> doesn't.</summary>
    private static readonly string[] RootScripts = ["prepublish", "prepare"];

    public async Task<CommandOutput?> PrepareAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        var commands = new List<IReadOnlyList<string>>();
        if (await HasInstallScriptsAsync(run, declaration, cancellationToken))
        {
            commands.Add(["rebuild", "--foreground-scripts"]);
        }

        commands.AddRange(RootScripts.Where(declaration.Project.Root.Scripts.ContainsKey).Select(script => new[] { "run", script }));
        CommandOutput? output = null;
        foreach (var command in commands)
        {
            output = await npm.RunInstallScriptsAsync(run, declaration, command, cancellationToken);
            if (!ToolFailures.Succeeded(output))
            {
                return npm.ExplainInstallScripts(output);
            }
        }

        return output;
    }

    public async Task<CommandOutput?> TestAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        var project = declaration.Project;
        if (project.Root.HasTests)
        {
            return await npm.TestAsync(run, project, ["test"], cancellationToken);
        }

        var members = project.Sites.Where(site => site.PackageId.Length > 0 && site.Manifest.HasTests).Select(site => $"--workspace={site.PackageId}").ToList();
        return members.Count == 0 ? null : await npm.TestAsync(run, project, ["test", .. members], cancellationToken);
    }

    /// <summary>Installs exactly what the base commit locks.</summary>
    public async Task<CommandOutput> InstallBaseAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        await run.Workspace.Tree.WriteAsync(declaration.LockPath, declaration.BaseLock, cancellationToken);
        string[] arguments = declaration.Npmrc.DisablesLockfile ? ["ci", "--package-lock"] : ["ci"];
        var install = await npm.InstallAsync(run, declaration.Project, declaration.Npmrc, declaration.LockedServers, arguments, cancellationToken);
        return NpmFailures.IsPeerConflict(install)
            ? await npm.InstallAsync(run, declaration.Project, declaration.Npmrc, declaration.LockedServers, [.. arguments, "--force"], cancellationToken)
            : install;
    }

    private static async Task<bool> HasInstallScriptsAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        if (await run.Workspace.Tree.ReadAsync(declaration.LockPath, NpmLockfile.MaximumBytes, cancellationToken) is not { } content)
        {
            return false;
        }

        using var lockfile = NpmLockfile.Parse(declaration.LockPath, content);

        // The lockfile has packages of other platforms too, which are not installed here.
        return NpmLockfile.WithInstallScripts(lockfile)
            .Any(place => run.Workspace.Tree.Exists(declaration.Project.PathOf(place.Length == 0 ? PackageJson.FileName : $"{place}/{PackageJson.FileName}")));
    }
}
