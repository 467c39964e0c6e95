using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Ecosystems.Go.Work;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Upgrades one module: in two steps, between which its workspace may have something to say.</summary>
internal sealed class GoModuleUpgrader(GoModuleCommands go)
{
    /// <summary>Has a module that requires the package require the version.</summary>
    public async Task<GoModuleEdit> RequireAsync(
        UpgradeRun run, GoDeclaration declaration, GoModule module, string path, string version, CancellationToken cancellationToken)
    {
        var from = declaration.Path.ToString();
        var edit = await FollowAsync(run, declaration, module, path, cancellationToken);

        // Where nothing imports the old major, nothing needs the new one.
        if (path != from && edit.Sources.Count == 0 && module.Requirement(from)!.IsIndirect)
        {
            return edit;
        }

        if (module.Requirement(path) is null)
        {
            edit = edit with { Manifest = GoModEdit.Move(module.Content, from, path, version) };
            await run.Workspace.Tree.WriteAsync(module.ManifestPath, edit.Manifest, cancellationToken);
        }

        return edit with { Install = await RunAsync(run, declaration, module, ["get", $"{path}@{version}"], cancellationToken) };
    }

    /// <summary>Has a module import the path that others require for it. In a workspace it may do that without a line of its own.</summary>
    public static async Task<GoModuleEdit> FollowAsync(UpgradeRun run, GoDeclaration declaration, GoModule module, string path, CancellationToken cancellationToken) =>
        new(module, module.Content, path == declaration.Path.ToString() ? [] : await GoImportMover.MoveAsync(run, declaration, module, path, cancellationToken), Install: null);

    /// <summary>Tidies up and vendors anew, and keeps the module's files.</summary>
    /// <returns>What installed, and the files that changed.</returns>
    public async Task<(CommandOutput? Install, IReadOnlyList<string> Changed)> SettleAsync(
        UpgradeRun run, GoDeclaration declaration, GoModuleEdit edit, CancellationToken cancellationToken)
    {
        var (module, changed) = (edit.Module, edit.Sources.ToList());
        CommandOutput? output = null;
        if (declaration.Upkeep.TryGetValue(module.Folder, out var upkeep) && !upkeep.IsBound)
        {
            // Looking at all packages downloads what they need and adds its checksums, and drops nothing. For a module that is bound to its workspace, that is
            // done there.
            output = await RunAsync(run, declaration, module, upkeep.IsTidy ? ["mod", "tidy"] : ["list", "-e", "-deps", "-test", "./..."], cancellationToken);
        }

        if (module.IsVendored && upkeep is not null)
        {
            await RunAsync(run, declaration, module, ["mod", "vendor"], cancellationToken);
            changed.AddRange(await run.Workspace.ListChangesAsync([module.VendorPath], cancellationToken));
        }

        if (await KeepAsync(run, module, edit.Manifest, cancellationToken))
        {
            changed.Add(module.ManifestPath);
        }

        if (module.Checksums is not null && await HaveChecksumsChangedAsync(run, module, cancellationToken))
        {
            changed.Add(module.ChecksumsPath);
        }

        return (edit.Install ?? output, changed);
    }

    private async Task<CommandOutput> RunAsync(
        UpgradeRun run, GoDeclaration declaration, GoModule module, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var output = await go.RunAsync(run, module, declaration.WorkspaceOf(module), declaration.Upkeep[module.Folder], arguments, cancellationToken);
        return ToolFailures.Succeeded(output) ? output : throw GoFailures.Of(output, $"'{output.Command}'");
    }

    /// <summary>Writes the manifest in its own form. Whether it differs from what it was.</summary>
    private static async Task<bool> KeepAsync(UpgradeRun run, GoModule module, byte[] original, CancellationToken cancellationToken)
    {
        var written = await run.Workspace.Tree.ReadAsync(module.ManifestPath, GoModFile.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"go wrote no '{module.ManifestPath}'.");
        var content = GoModEdit.Keep(module.ManifestPath, original, written);
        await run.Workspace.Tree.WriteAsync(module.ManifestPath, content, cancellationToken);
        return !content.AsSpan().SequenceEqual(module.Content);
    }

    private static async Task<bool> HaveChecksumsChangedAsync(UpgradeRun run, GoModule module, CancellationToken cancellationToken)
    {
        var written = await run.Workspace.Tree.ReadAsync(module.ChecksumsPath, GoChecksums.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"go wrote no '{module.ChecksumsPath}'.");
        var content = GoModEdit.WithLineEndsOf(module.Checksums, written);
        await run.Workspace.Tree.WriteAsync(module.ChecksumsPath, content, cancellationToken);
        return !content.AsSpan().SequenceEqual(module.Checksums);
    }
}
