namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>What of an upgrade concerns a workspace as a whole.</summary>
internal sealed class GoWorkspaceUpgrader(GoCommands go, GoWorkspaceReader reader)
{
    /// <summary>Has the modules of a workspace require what all of them together are built with, if they did before.</summary>
    public async Task SyncAsync(UpgradeRun run, GoDeclaration declaration, GoWorkspace workspace, CancellationToken cancellationToken)
    {
        if (!declaration.Workspaces[workspace].IsSynced)
        {
            return;
        }

        var output = await go.RunAsync(run, workspace, ["work", "sync"], cancellationToken);
        if (!ToolFailures.Succeeded(output))
        {
            throw GoFailures.Of(output, "'go work sync'");
        }
    }

    /// <summary>Downloads what the workspace is built with now, and keeps its files.</summary>
    /// <returns>Those that changed.</returns>
    public async Task<IReadOnlyList<string>> SettleAsync(UpgradeRun run, GoDeclaration declaration, GoWorkspace workspace, CancellationToken cancellationToken)
    {
        var tree = run.Workspace.Tree;
        var changed = new List<string>();
        var languages = new List<string?>();
        foreach (var module in workspace.Modules)
        {
            var manifest = await tree.ReadAsync(module.ManifestPath, GoModFile.MaximumBytes, cancellationToken) ?? [];
            languages.Add(GoModFile.Parse(module.ManifestPath, manifest).GoVersion);
            if (module.Checksums is null)
            {
                // go would leave out of the workspace's file what stands in this one, which the repository doesn't get.
                tree.Delete(module.ChecksumsPath);
            }
        }

        var content = GoWorkEdit.Follow(workspace.Content, workspace.File, workspace.Modules.Select(module => module.Manifest.GoVersion), languages);
        if (!content.AsSpan().SequenceEqual(workspace.Content))
        {
            await tree.WriteAsync(workspace.Path, content, cancellationToken);
            changed.Add(workspace.Path);
        }

        // go only ever adds to it. What it adds where there is nothing was checked against what there is when the workspace was read, and is again afterwards.
        tree.Delete(workspace.ChecksumsPath);
        var output = await reader.LookAsync(run, workspace, cancellationToken);
        if (!ToolFailures.Succeeded(output))
        {
            throw GoFailures.Of(output, $"'go list' in the workspace of '{workspace.Path}'");
        }

        var written = await tree.ReadAsync(workspace.ChecksumsPath, GoChecksums.MaximumBytes, cancellationToken);
        var checksums = GoWorkChecksums.Merge(workspace.Checksums, declaration.Workspaces[workspace].Checksums, written);
        await GoBuildListReader.RestoreAsync(run, workspace.ChecksumsPath, checksums, cancellationToken);
        if (!(checksums ?? []).AsSpan().SequenceEqual(workspace.Checksums ?? []))
        {
            changed.Add(workspace.ChecksumsPath);
        }

        return changed;
    }
}
