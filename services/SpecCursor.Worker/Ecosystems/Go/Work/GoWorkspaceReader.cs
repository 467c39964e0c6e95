using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>Finds out how workspaces are kept, by having go bring them in order and taking that back.</summary>
internal sealed class GoWorkspaceReader(GoCommands go)
{
    /// <summary>Looks at all packages, which downloads what they need and adds its checksums. That a package can't be found is for the tests to say.</summary>
    private static readonly string[] Look = ["list", "-e", "-deps", "-test", "-f", "{{\"\"}}"];

    public async Task<GoWorkspaceUpkeep> ReadAsync(UpgradeRun run, GoWorkspace workspace, CancellationToken cancellationToken)
    {
        run.Workspace.Tree.Delete(workspace.ChecksumsPath);
        await LookAsync(run, workspace, cancellationToken);
        var checksums = await run.Workspace.Tree.ReadAsync(workspace.ChecksumsPath, GoChecksums.MaximumBytes, cancellationToken);
        var output = await go.RunAsync(run, workspace, ["work", "sync"], cancellationToken);
        var isSynced = ToolFailures.Succeeded(output);
        foreach (var module in workspace.Modules)
        {
            var written = await run.Workspace.Tree.ReadAsync(module.ManifestPath, GoModFile.MaximumBytes, cancellationToken) ?? [];
            isSynced &= GoModEdit.IsTidy(module.Manifest, GoModFile.Parse(module.ManifestPath, written));
            await GoBuildListReader.RestoreAsync(run, module, module.Content, module.Checksums, cancellationToken);
        }

        await GoBuildListReader.RestoreAsync(run, workspace.ChecksumsPath, workspace.Checksums, cancellationToken);
        return new GoWorkspaceUpkeep(isSynced, checksums);
    }

    /// <summary>Downloads what a workspace is built and tested with.</summary>
    public Task<CommandOutput> LookAsync(UpgradeRun run, GoWorkspace workspace, CancellationToken cancellationToken) =>
        go.RunAsync(run, workspace, [.. Look, .. workspace.Patterns], cancellationToken);
}
