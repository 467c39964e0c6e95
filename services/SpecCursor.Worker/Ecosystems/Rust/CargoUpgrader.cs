using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Cargo;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>
/// Writes the requirement and has cargo write the lockfile. While cargo chooses, the manifests demand exactly the target version: <c>cargo update --workspace</c>
/// then changes what no longer fits, and nothing else. (<c>--precise</c> goes only as far as the requirement that the locked version meets.) The requirement in the
/// project's own style is written afterwards; lockfiles don't repeat it.
/// </summary>
internal sealed class CargoUpgrader(CargoCommands cargo)
{
    private static readonly CargoTomlFormat Format = new();
    private static readonly CargoVersionScheme Scheme = new();

    public async Task<Application> ApplyAsync(UpgradeRun run, RustDeclaration declaration, Resolution resolution, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var version = CargoVersion.Parse(resolution.Version)!;
        var servers = CargoLock.Parse(declaration.Project.LockPath, declaration.BaseLock).Servers;

        // Refused before anything is written.
        var written = Restyle(package, declaration.Range, version);
        await WriteManifestsAsync(run, declaration.Project, _ => $"={version.Text}", cancellationToken);
        var update = await cargo.FetchAsync(run, declaration.Project.Folder, servers, ["update", "--workspace"], cancellationToken);
        if (!ToolFailures.Succeeded(update))
        {
            throw CargoFailures.Of(update, "cargo update");
        }

        var changed = await WriteManifestsAsync(run, declaration.Project, constraint => Restyle(package, constraint, version), cancellationToken);
        var metadata = await cargo.ReadMetadataAsync(run, declaration.Project.Folder, servers, isLocked: true, cancellationToken);
        var graph = CargoLockGraphReader.Read(
            await RustProjectFinder.ReadAsync(run, declaration.Project.Folder, metadata, cancellationToken),
            metadata,
            CargoLock.Parse(declaration.Project.LockPath, await ReadLockAsync(run, declaration.Project, cancellationToken)));
        if (RustDeclarationReader.Locked(graph, package).FirstOrDefault(locked => Scheme.Compare(CargoVersion.Parse(locked.Version)!, version) != 0).Version is { } other)
        {
            throw new StepFailedException(FailureCodes.VersionNotInstalled, $"cargo locked '{package}' at {other} and not at {resolution.Version}.");
        }

        return new Application
        {
            WrittenRange = written,
            Graph = graph,
            Install = update,
            Package = metadata.Packages.FirstOrDefault(locked => locked.Name == package && locked.Version == resolution.Version) is { } installed ? CargoCommands.Locate(run, installed) : null,
            ChangedFiles = declaration.IsLockTracked ? [.. changed, declaration.Project.LockPath] : changed,
            Notes = declaration.IsLockTracked ? [] : ["The repository has no lockfile; the proof is about the tree that cargo chose on this run."],
        };
    }

    /// <summary>Downloads what the base commit locks.</summary>
    public async Task<CommandOutput> InstallBaseAsync(UpgradeRun run, RustDeclaration declaration, CancellationToken cancellationToken)
    {
        var path = declaration.Project.LockPath;
        await run.Workspace.Tree.WriteAsync(path, declaration.BaseLock, cancellationToken);
        return await cargo.FetchAsync(run, declaration.Project.Folder, CargoLock.Parse(path, declaration.BaseLock).Servers, ["fetch", "--locked"], cancellationToken);
    }

    private static string Restyle(string package, string constraint, CargoVersion version)
    {
        var rewrite = Scheme.Rewrite(constraint, version);
        return rewrite.Succeeded
            ? rewrite.Text
            : throw new StepFailedException(FailureCodes.UnsupportedConstraint, $"The requirement on '{package}' can't be upgraded: {rewrite.Reason}.");
    }

    private static async Task<List<string>> WriteManifestsAsync(UpgradeRun run, RustProject project, Func<string, string> constraintOf, CancellationToken cancellationToken)
    {
        var changed = new List<string>();
        foreach (var manifest in project.Declarations(run.Context.PackageName).Select(declaration => declaration.Manifest).Distinct())
        {
            var sites = Format.Find(manifest.Path, manifest.Content, run.Context.PackageName);
            var content = ManifestEdit.Apply(Format, manifest.Content, sites, site => constraintOf(site.Text));
            await run.Workspace.Tree.WriteAsync(manifest.Path, content, cancellationToken);
            if (!content.AsSpan().SequenceEqual(manifest.Content))
            {
                changed.Add(manifest.Path);
            }
        }

        return changed;
    }

    private static async Task<byte[]> ReadLockAsync(UpgradeRun run, RustProject project, CancellationToken cancellationToken) =>
        await run.Workspace.Tree.ReadAsync(project.LockPath, CargoLock.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"cargo wrote no '{project.LockPath}'.");
}
