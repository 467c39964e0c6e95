using SpecCursor.Versioning.Go;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Finds which modules of a repository require the package, and what go builds them with.</summary>
internal sealed class GoDeclarationReader(GoCommands go, GoBuildListReader lists, MachineGo machine)
{
    public async Task<GoDeclaration> ReadAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var all = await GoModuleFinder.FindAsync(run, cancellationToken);
        var modules = all.Where(module => module.Requirement(package) is not null).OrderBy(module => module.Requirement(package)!.IsIndirect).ToList();
        var path = GoModulePath.Parse(package);
        if (modules.Count == 0 || path is null)
        {
            throw NotRequired(package, all);
        }

        var choices = new List<(GoBuildList List, GoVersion Version)>();
        var tidy = new HashSet<string>(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            GoLanguage.Check($"'{module.ManifestPath}'", module.Manifest.GoVersion, await machine.GetAsync(cancellationToken));
            GoReplacements.Check(module, package, module.Requirement(package)!.Version);
            var list = await lists.ReadAsync(run, module, cancellationToken);
            choices.Add((list, Locked(list, package)));
            if (await IsTidyAsync(run, module, cancellationToken))
            {
                tidy.Add(module.Folder);
            }
        }

        var first = modules[0];
        return new GoDeclaration
        {
            ManifestPath = first.ManifestPath,
            ManifestPackageId = first.Folder,
            Range = first.Requirement(package)!.Version,
            LockedVersion = choices.MinBy(choice => choice.Version).Version.Text,
            Graph = GoLockGraph.Of([.. choices.Select(choice => choice.List)], package, package),
            Notes = [.. Notes(run, package, modules, tidy)],
            Path = path,
            Modules = modules,
            Folders = [.. all.Select(module => module.Folder)],
            Tidy = tidy,
            NewestLocked = choices.MaxBy(choice => choice.Version).Version,
            Managed = [.. run.Files.Select(file => file.Path).Where(IsManaged)],
        };
    }

    private static GoVersion Locked(GoBuildList list, string package)
    {
        GoReplacements.Check(list.Module, package, list.VersionOf(package) ?? string.Empty);
        return list.VersionOf(package) is { } version && GoVersion.Parse(version) is { } locked
            ? locked
            : throw new StepFailedException(FailureCodes.InvalidManifest, $"'{list.Module.ManifestPath}' requires '{package}', and go builds without it.");
    }

    /// <summary>
    /// Whether <c>go mod tidy</c> has nothing to do before the upgrade. Where it has, it isn't run after it either: what it would change has nothing to do with
    /// the upgrade.
    /// </summary>
    private async Task<bool> IsTidyAsync(UpgradeRun run, GoModule module, CancellationToken cancellationToken)
    {
        var before = GoChecksums.Parse(module.Checksums);
        var output = await go.RunAsync(run, module, ["mod", "tidy"], cancellationToken);
        var written = await run.Workspace.Tree.ReadAsync(module.ManifestPath, GoModFile.MaximumBytes, cancellationToken) ?? [];
        var after = GoChecksums.Parse(await run.Workspace.Tree.ReadAsync(module.ChecksumsPath, GoChecksums.MaximumBytes, cancellationToken));
        await GoBuildListReader.RestoreAsync(run, module, module.Content, module.Checksums, cancellationToken);
        return ToolFailures.Succeeded(output) && GoModEdit.IsTidy(module.Manifest, GoModFile.Parse(module.ManifestPath, written))
            && (module.Checksums is null || before.SameAs(after));
    }

    private static IEnumerable<string> Notes(UpgradeRun run, string package, List<GoModule> modules, HashSet<string> tidy)
    {
        if (modules[0].Requirement(package)!.IsIndirect)
        {
            yield return $"Nothing in the repository imports '{package}'; it is required only by other modules.";
        }

        foreach (var module in modules.Where(module => !tidy.Contains(module.Folder)))
        {
            yield return $"'{module.ManifestPath}' was not tidy before the upgrade, so it was left that way: 'go mod tidy' was not run.";
        }

        foreach (var module in modules.Where(module => module.Checksums is null))
        {
            yield return $"The repository has no '{module.ChecksumsPath}', and gets none.";
        }

        if (run.Files.Any(file => Path.GetFileName(file.Path) == "go.work"))
        {
            yield return "The repository's go.work was left out of it: each module was upgraded and tested by itself.";
        }
    }

    private static bool IsManaged(string path) =>
        Path.GetFileName(path) is GoModFile.FileName or GoChecksums.FileName or "go.work" or "go.work.sum" || path.Split('/').SkipLast(1).Contains("vendor");

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
}
