using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>Runs go for one module, by itself but for what its workspace has to lend it.</summary>
internal sealed class GoModuleCommands(GoCommands go)
{
    public async Task<CommandOutput> RunAsync(
        UpgradeRun run, GoModule module, GoWorkspace? workspace, GoUpkeep upkeep, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (workspace is null || !upkeep.Borrows)
        {
            return await go.RunAsync(run, module, arguments, cancellationToken);
        }

        var tree = run.Workspace.Tree;
        var manifest = await tree.ReadAsync(module.ManifestPath, GoModFile.MaximumBytes, cancellationToken) ?? [];
        await tree.WriteAsync(module.ManifestPath, GoLoans.Lend(manifest, module, workspace), cancellationToken);
        var output = await go.RunAsync(run, module, arguments, cancellationToken);
        var written = await tree.ReadAsync(module.ManifestPath, GoModFile.MaximumBytes, cancellationToken) ?? [];
        await tree.WriteAsync(module.ManifestPath, GoLoans.TakeBack(written), cancellationToken);
        return output;
    }
}
