using SpecCursor.Versioning.Go;
using SpecCursor.Worker.Ecosystems.Go.Work;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Finds which modules of a repository require the package, which workspaces they are in, and what go builds them with.</summary>
internal sealed class GoDeclarationReader(GoBuildListReader lists, GoUpkeepReader upkeepReader, GoWorkspaceReader workspaceReader, MachineGo machine)
{
    public async Task<GoDeclaration> ReadAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var found = await GoModuleFinder.FindAsync(run, cancellationToken);
        var workspaces = await GoWorkspaceFinder.FindAsync(run, found, cancellationToken);
        var all = found.Concat(workspaces.SelectMany(workspace => workspace.Modules)).DistinctBy(module => module.Folder).ToList();
        var modules = all.Where(module => module.Requirement(package) is not null).OrderBy(module => module.Requirement(package)!.IsIndirect).ToList();
        var path = GoModulePath.Parse(package);
        if (modules.Count == 0 || path is null)
        {
            throw NotRequired(package, all);
        }

        var builds = new Builds();
        foreach (var workspace in workspaces.Where(workspace => modules.Exists(workspace.Holds)))
        {
            await AddAsync(builds, run, workspace, cancellationToken);
        }

        foreach (var module in modules.Where(module => !builds.Workspaces.Keys.Any(workspace => workspace.Holds(module))))
        {
            await AddAsync(builds, run, module, cancellationToken);
        }

        var first = modules[0];
        return new GoDeclaration
        {
            ManifestPath = first.ManifestPath,
            ManifestPackageId = first.Folder,
            Range = first.Requirement(package)!.Version,
            LockedVersion = builds.Choices.MinBy(choice => choice.Version).Version.Text,
            Graph = GoLockGraph.Of([.. builds.Choices.Select(choice => choice.List)], package, package),
            Notes = [.. Notes(package, modules, builds.Upkeep, workspaces)],
            Path = path,
            Modules = modules,
            Workspaces = builds.Workspaces,
            Folders = [.. all.Select(module => module.Folder)],
            Upkeep = builds.Upkeep,
            NewestLocked = builds.Choices.MaxBy(choice => choice.Version).Version,
            Managed = [.. run.Files.Select(file => file.Path).Where(IsManaged)],
        };
    }

    private async Task AddAsync(Builds builds, UpgradeRun run, GoWorkspace workspace, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var list = await ReadAsync(run, workspace, cancellationToken);
        var upkeep = await workspaceReader.ReadAsync(run, workspace, cancellationToken);
        builds.Choices.Add((list, Locked(list, package)));
        builds.Workspaces[workspace] = upkeep;
        foreach (var module in workspace.Modules.Where(module => upkeep.IsSynced || module.Requirement(package) is not null))
        {
            builds.Upkeep[module.Folder] = await upkeepReader.ReadAsync(run, module, workspace, cancellationToken);
            CheckVendored(module, workspace, builds.Upkeep[module.Folder]);
        }
    }

    private async Task AddAsync(Builds builds, UpgradeRun run, GoModule module, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        GoLanguage.Check($"'{module.ManifestPath}'", module.Manifest.GoVersion, await machine.GetAsync(cancellationToken));
        GoReplacements.Check(module, package, module.Requirement(package)!.Version);
        var list = await lists.ReadAsync(run, module, cancellationToken);
        builds.Choices.Add((list, Locked(list, package)));
        GoReplacements.Check(module, package, list.VersionOf(package)!);
        builds.Upkeep[module.Folder] = await upkeepReader.ReadAsync(run, module, workspace: null, cancellationToken);
    }

    private async Task<GoBuildList> ReadAsync(UpgradeRun run, GoWorkspace workspace, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        if (workspace.IsVendored)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedConstraint, $"The modules of '{workspace.Path}' are vendored together, which is not supported: 'go work vendor' was not run.");
        }

        var installed = await machine.GetAsync(cancellationToken);
        GoLanguage.Check($"'{workspace.Path}'", workspace.File.GoVersion, installed);
        foreach (var module in workspace.Modules)
        {
            GoLanguage.Check($"'{module.ManifestPath}'", module.Manifest.GoVersion, installed);
            GoReplacements.Check(workspace, package, module.Requirement(package)?.Version ?? string.Empty);
        }

        var list = await lists.ReadAsync(run, workspace, cancellationToken);
        GoReplacements.Check(workspace, package, list.VersionOf(package) ?? string.Empty);
        return list;
    }

    /// <summary>go vendors a module by itself, and there it would not find what it needs.</summary>
    private static void CheckVendored(GoModule module, GoWorkspace workspace, GoUpkeep upkeep)
    {
        if (module.IsVendored && (upkeep.IsBound || upkeep.Borrows))
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedConstraint, $"'{module.VendorPath}' is vendored, but '{module.ManifestPath}' finds only by way of '{workspace.Path}' what it needs.");
        }
    }

    private static GoVersion Locked(GoBuildList list, string package) =>
        list.VersionOf(package) is { } version && GoVersion.Parse(version) is { } locked
            ? locked
            : throw new StepFailedException(FailureCodes.InvalidManifest, $"'{list.Path}' requires '{package}', and go builds without it.");

    private static IEnumerable<string> Notes(
        string package, List<GoModule> modules, Dictionary<string, GoUpkeep> upkeep, IReadOnlyList<GoWorkspace> workspaces)
    {
        if (modules[0].Requirement(package)!.IsIndirect)
        {
            yield return $"Nothing in the repository imports '{package}'; it is required only by other modules.";
        }

        foreach (var module in modules.Where(module => !upkeep[module.Folder].IsTidy))
        {
            yield return upkeep[module.Folder].IsBound
                ? $"'{module.ManifestPath}' can't be tidied up outside of its workspace, so 'go mod tidy' was not run."
                : $"'{module.ManifestPath}' was not tidy before the upgrade, so it was left that way: 'go mod tidy' was not run.";
        }

        foreach (var module in modules.Where(module => module.Checksums is null))
        {
            yield return $"The repository has no '{module.ChecksumsPath}', and gets none.";
        }

        foreach (var module in modules.Where(module => !workspaces.Any(workspace => workspace.Holds(module))))
        {
            if (workspaces.LastOrDefault(workspace => workspace.IsAbove(module)) is { } above)
            {
                yield return $"'{above.Path}' does not use '{module.ManifestPath}', which was upgraded and tested by itself.";
            }
        }
    }

    private static bool IsManaged(string path) =>
        Path.GetFileName(path) is GoModFile.FileName or GoChecksums.FileName or GoWorkFile.FileName or GoWorkFile.ChecksumsFileName || path.Split('/').SkipLast(1).Contains("vendor");

    private static StepFailedException NotRequired(string package, IReadOnlyList<GoModule> modules)
    {
        var standIn = modules.FirstOrDefault(module => module.Manifest.Replacements.Any(replacement => replacement.NewPath == package));
        var otherMajor = GoModulePath.Parse(package) is { } path
            ? modules.SelectMany(module => module.Manifest.Requirements).FirstOrDefault(requirement => GoModulePath.Parse(requirement.Path)?.Prefix == path.Prefix)
            : null;
        var why = standIn is not null ? $" It stands in for another module in '{standIn.ManifestPath}', which is left to people."
            : otherMajor is not null ? $" Required is '{otherMajor.Path}'."
            : string.Empty;
        return new StepFailedException(FailureCodes.PackageNotInRepository, $"No go.mod of the repository requires '{package}'.{why}");
    }

    /// <summary>What go builds: each workspace as one, and each other module by itself.</summary>
    private sealed class Builds
    {
        /// <summary>What go chooses, and which version of the package that is.</summary>
        public List<(GoBuildList List, GoVersion Version)> Choices { get; } = [];

        /// <summary>The workspaces, and how they are kept.</summary>
        public Dictionary<GoWorkspace, GoWorkspaceUpkeep> Workspaces { get; } = [];

        /// <summary>How modules are kept, by their folders.</summary>
        public Dictionary<string, GoUpkeep> Upkeep { get; } = new(StringComparer.Ordinal);
    }
}
