using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Go;
using SpecCursor.Worker.Ecosystems.Go.Work;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>
/// Has go require the version, tidy up after it and vendor anew, in each module that requires the package, and sync the workspaces that they are in. For another
/// major the sources import the other path before.
/// </summary>
internal sealed class GoUpgrader(GoModuleUpgrader modules, GoWorkspaceUpgrader workspaces, GoBuildListReader lists)
{
    public async Task<Application> ApplyAsync(UpgradeRun run, GoDeclaration declaration, Resolution resolution, CancellationToken cancellationToken)
    {
        var path = declaration.Path.For(GoVersion.Parse(resolution.Version)!).ToString();
        var changed = new List<string>();
        var edits = new List<GoModuleEdit>();
        foreach (var module in declaration.Modules)
        {
            edits.Add(await modules.RequireAsync(run, declaration, module, path, resolution.Version, cancellationToken));
        }

        foreach (var workspace in declaration.Workspaces.Keys)
        {
            foreach (var module in workspace.Modules.Where(module => !declaration.Modules.Contains(module)))
            {
                edits.Add(await GoModuleUpgrader.FollowAsync(run, declaration, module, path, cancellationToken));
            }

            await workspaces.SyncAsync(run, declaration, workspace, cancellationToken);
        }

        CommandOutput? install = null;
        foreach (var edit in edits)
        {
            var (output, files) = await modules.SettleAsync(run, declaration, edit, cancellationToken);
            install ??= output;
            changed.AddRange(files);
        }

        foreach (var workspace in declaration.Workspaces.Keys)
        {
            changed.AddRange(await workspaces.SettleAsync(run, declaration, workspace, cancellationToken));
        }

        var first = await ReadManifestAsync(run, declaration.Modules[0], cancellationToken);
        return new Application
        {
            WrittenRange = first.Requirements.FirstOrDefault(requirement => requirement.Path == path)?.Version ?? resolution.Version,
            Graph = GoLockGraph.Of(await BuiltAsync(run, declaration, path, resolution.Version, cancellationToken), run.Context.PackageName, path),
            Install = install!,
            ChangedFiles = changed,
            Package = GoCaches.Installed(run, path, resolution.Version),
            Notes = [.. Notes(declaration.Modules[0].Manifest, first)],
        };
    }

    /// <summary>Modules of a repository may stand in for each other, so what each is built with is settled only when all are upgraded.</summary>
    private async Task<IReadOnlyList<GoBuildList>> BuiltAsync(
        UpgradeRun run, GoDeclaration declaration, string path, string version, CancellationToken cancellationToken)
    {
        var built = new List<GoBuildList>();
        foreach (var workspace in declaration.Workspaces.Keys)
        {
            built.Add(await lists.ReadAsync(run, workspace, cancellationToken));
        }

        foreach (var module in declaration.Alone)
        {
            built.Add(await lists.ReadAsync(run, module, cancellationToken));
        }

        foreach (var list in built)
        {
            Check(list, declaration, path, version);
        }

        return built;
    }

    private static void Check(GoBuildList list, GoDeclaration declaration, string path, string version)
    {
        // After a move, a module that doesn't import the package itself may do without the new path.
        var locked = list.VersionOf(path);
        var isFree = path != declaration.Path.ToString() && !list.Modules.Contains(declaration.Modules[0]);
        if (locked != version && !(locked is null && isFree))
        {
            throw new StepFailedException(
                FailureCodes.VersionNotInstalled, $"go builds '{list.Path}' with '{path}' at {locked ?? "no version"} and not at {version}.");
        }
    }

    private static async Task<GoModFile> ReadManifestAsync(UpgradeRun run, GoModule module, CancellationToken cancellationToken) =>
        GoModFile.Parse(module.ManifestPath, await run.Workspace.Tree.ReadAsync(module.ManifestPath, GoModFile.MaximumBytes, cancellationToken) ?? []);

    private static IEnumerable<string> Notes(GoModFile before, GoModFile after)
    {
        if (before.GoVersion != after.GoVersion)
        {
            yield return $"go changed the module's own go version from {before.GoVersion ?? "none"} to {after.GoVersion ?? "none"}, which the upgrade needs.";
        }
    }
}
