namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>Finds out how modules are kept, by having go tidy them up and taking that back.</summary>
internal sealed class GoUpkeepReader(GoModuleCommands go)
{
    /// <param name="run">The run.</param>
    /// <param name="module">The module, as it is at the base commit.</param>
    /// <param name="workspace">Its workspace; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<GoUpkeep> ReadAsync(UpgradeRun run, GoModule module, GoWorkspace? workspace, CancellationToken cancellationToken)
    {
        var alone = new GoUpkeep { IsTidy = true };
        var isTidy = await IsTidyAsync(run, module, workspace, alone, cancellationToken);
        if (workspace is null || isTidy is { } known && known != Tidiness.NeedsSibling)
        {
            return alone with { IsTidy = isTidy == Tidiness.Tidy };
        }

        if (isTidy == Tidiness.NeedsSibling || workspace.File.Replacements.Count == 0)
        {
            return new GoUpkeep { IsTidy = false, IsBound = true };
        }

        var borrowing = new GoUpkeep { IsTidy = true, Borrows = true };
        return await IsTidyAsync(run, module, workspace, borrowing, cancellationToken) == Tidiness.Tidy ? borrowing : borrowing with { IsTidy = false, IsBound = true };
    }

    /// <returns>Null where go fails.</returns>
    private async Task<Tidiness?> IsTidyAsync(UpgradeRun run, GoModule module, GoWorkspace? workspace, GoUpkeep upkeep, CancellationToken cancellationToken)
    {
        var tree = run.Workspace.Tree;
        var output = await go.RunAsync(run, module, workspace, upkeep, ["mod", "tidy"], cancellationToken);
        var written = await tree.ReadAsync(module.ManifestPath, GoModFile.MaximumBytes, cancellationToken) ?? [];
        var checksums = GoChecksums.Parse(await tree.ReadAsync(module.ChecksumsPath, GoChecksums.MaximumBytes, cancellationToken));
        await GoBuildListReader.RestoreAsync(run, module, module.Content, module.Checksums, cancellationToken);
        if (!ToolFailures.Succeeded(output))
        {
            return null;
        }

        var manifest = GoModFile.Parse(module.ManifestPath, written);
        var siblings = workspace?.Modules.Select(sibling => sibling.Manifest.ModulePath) ?? [];
        return siblings.Any(sibling => module.Requirement(sibling) is null && manifest.Requirements.Any(requirement => requirement.Path == sibling)) ? Tidiness.NeedsSibling
            : GoModEdit.IsTidy(module.Manifest, manifest) && (module.Checksums is null || GoChecksums.Parse(module.Checksums).SameAs(checksums)) ? Tidiness.Tidy
            : Tidiness.Untidy;
    }

    private enum Tidiness
    {
        Tidy,
        Untidy,
        NeedsSibling,
    }
}
