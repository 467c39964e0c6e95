using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Go;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>
/// Has go require the version, tidy up after it and vendor anew, in each module that requires the package. For another major the sources import the other
/// path before.
/// </summary>
internal sealed class GoUpgrader(GoCommands go, GoBuildListReader lists)
{
    public async Task<Application> ApplyAsync(UpgradeRun run, GoDeclaration declaration, Resolution resolution, CancellationToken cancellationToken)
    {
        var path = declaration.Path.For(GoVersion.Parse(resolution.Version)!).ToString();
        var changed = new List<string>();
        var built = new List<GoBuildList>();
        CommandOutput? install = null;
        foreach (var module in declaration.Modules)
        {
            var (output, files) = await UpgradeAsync(run, declaration, module, path, resolution.Version, cancellationToken);
            install ??= output;
            changed.AddRange(files);
        }

        // Modules of a repository may stand in for each other, so what each is built with is settled only now.
        foreach (var module in declaration.Modules)
        {
            var list = await lists.ReadAsync(run, module, cancellationToken);
            Check(list, declaration, path, resolution.Version);
            built.Add(list);
        }

        var first = await ReadManifestAsync(run, declaration.Modules[0], cancellationToken);
        return new Application
        {
            WrittenRange = first.Requirements.FirstOrDefault(requirement => requirement.Path == path)?.Version ?? resolution.Version,
            Graph = GoLockGraph.Of(built, run.Context.PackageName, path),
            Install = install!,
            ChangedFiles = changed,
            Package = GoCaches.Installed(run, path, resolution.Version),
            Notes = [.. Notes(declaration.Modules[0].Manifest, first)],
        };
    }

    private async Task<(CommandOutput Install, List<string> Changed)> UpgradeAsync(
        UpgradeRun run, GoDeclaration declaration, GoModule module, string path, string version, CancellationToken cancellationToken)
    {
        var from = declaration.Path.ToString();
        var changed = new List<string>();
        var original = module.Content;
        if (path != from)
        {
            changed.AddRange(await GoImportMover.MoveAsync(run, declaration, module, path, cancellationToken));
        }

        // Where nothing imports the old major, nothing needs the new one.
        CommandOutput? install = null;
        if (path == from || changed.Count > 0 || !module.Requirement(from)!.IsIndirect)
        {
            if (module.Requirement(path) is null)
            {
                original = GoModEdit.Move(original, from, path, version);
                await run.Workspace.Tree.WriteAsync(module.ManifestPath, original, cancellationToken);
            }

            install = await RunAsync(run, module, ["get", $"{path}@{version}"], cancellationToken);
        }

        // Looking at all packages downloads what they need and adds its checksums, and drops nothing.
        var output = await RunAsync(
            run, module, declaration.Tidy.Contains(module.Folder) ? ["mod", "tidy"] : ["list", "-e", "-deps", "-test", "./..."], cancellationToken);
        if (module.IsVendored)
        {
            await RunAsync(run, module, ["mod", "vendor"], cancellationToken);
            changed.AddRange(await run.Workspace.ListChangesAsync([module.VendorPath], cancellationToken));
        }

        if (await KeepAsync(run, module, original, cancellationToken))
        {
            changed.Add(module.ManifestPath);
        }

        if (module.Checksums is not null && await HaveChecksumsChangedAsync(run, module, cancellationToken))
        {
            changed.Add(module.ChecksumsPath);
        }

        return (install ?? output, changed);
    }

    private async Task<CommandOutput> RunAsync(UpgradeRun run, GoModule module, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var output = await go.RunAsync(run, module, arguments, cancellationToken);
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

    private static void Check(GoBuildList list, GoDeclaration declaration, string path, string version)
    {
        // After a move, a module that doesn't import the package itself may do without the new path.
        var locked = list.VersionOf(path);
        var isFree = path != declaration.Path.ToString() && list.Module != declaration.Modules[0];
        if (locked != version && !(locked is null && isFree))
        {
            throw new StepFailedException(
                FailureCodes.VersionNotInstalled, $"go builds '{list.Module.ManifestPath}' with '{path}' at {locked ?? "no version"} and not at {version}.");
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
