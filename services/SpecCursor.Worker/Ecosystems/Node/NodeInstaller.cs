using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>
/// Writes the constraints and has the package manager write the lockfile. While it locks, the manifests demand exactly the target version, so that it locks
/// that one and not a newer one that the final ranges admit as well; the ranges themselves are written afterwards, and the lockfile is made to fit them.
/// </summary>
internal static class NodeInstaller
{
    public static async Task<Application> ApplyAsync(UpgradeRun run, NodeDeclaration declaration, Resolution resolution, CancellationToken cancellationToken)
    {
        var (package, project) = (run.Context.PackageName, declaration.Project);
        foreach (var range in project.Sites.SelectMany(site => site.Constraints))
        {
            Restyle(package, range.Range, resolution.Version);
        }

        await WriteAsync(run, project, _ => resolution.Version, cancellationToken);
        var locked = await project.Manager.LockAsync(run, declaration, cancellationToken);
        var written = await WriteAsync(run, project, text => Restyle(package, text, resolution.Version), cancellationToken);
        var change = Change(package, resolution.Version, project, written);
        var install = await project.Manager.SettleAsync(run, declaration, change, locked, cancellationToken);
        var graph = await ReadLockAsync(run, change, install, cancellationToken);
        List<string> changed = [.. project.Files.Where(file => !written[file.Path].AsSpan().SequenceEqual(file.Content)).Select(file => file.Path)];
        var notes = new List<string>();
        if (install.WarnedOfEngine)
        {
            notes.Add("A package wants another version of Node.js than the one that ran here; the install's output says which.");
        }

        if (project.TrackedLock is not null)
        {
            changed.Add(project.LockPath);
        }
        else
        {
            notes.Add("The repository has no lockfile; the proof is about the tree that npm chose on this run.");
        }

        return new Application
        {
            WrittenRange = Restyle(package, declaration.Range, resolution.Version),
            Graph = graph,
            Install = install.Output,
            ChangedFiles = changed,
            Package = NodeModules.Find(run, declaration, resolution.Version),
            PeerConflictOverridden = install.PeerConflictOverridden,
            Notes = notes,
        };
    }

    /// <summary>Installs exactly what the base commit locks. The result's exit code says whether that worked.</summary>
    public static async Task<CommandOutput> InstallBaseAsync(UpgradeRun run, NodeDeclaration declaration, CancellationToken cancellationToken)
    {
        await run.Workspace.Tree.WriteAsync(declaration.Project.LockPath, declaration.BaseLock.Content, cancellationToken);
        return await declaration.Project.Manager.InstallBaseAsync(run, declaration, cancellationToken);
    }

    private static string Restyle(string package, string range, string version)
    {
        var rewrite = NpmRangeStyle.Rewrite(range, NpmVersion.Parse(version)!);
        return rewrite.Succeeded
            ? rewrite.Text
            : throw new StepFailedException(FailureCodes.UnsupportedConstraint, $"The constraint on '{package}' can't be upgraded: {rewrite.Reason}.");
    }

    private static async Task<Dictionary<string, byte[]>> WriteAsync(
        UpgradeRun run, NodeProject project, Func<string, string> constraintOf, CancellationToken cancellationToken)
    {
        var written = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in project.Files)
        {
            written[file.Path] = file.With(constraintOf);
            await run.Workspace.Tree.WriteAsync(file.Path, written[file.Path], cancellationToken);
        }

        return written;
    }

    private static NodeChange Change(string package, string version, NodeProject project, Dictionary<string, byte[]> written)
    {
        var manifests = project.Manifests
            .Select(manifest => written.TryGetValue(manifest.Path, out var content) ? PackageJson.Parse(manifest.Path, content) : manifest)
            .ToList();
        var constraints = project.Files.SelectMany(file => file.Sites).Select(site => Restyle(package, site.Text, version)).Distinct(StringComparer.Ordinal);
        return new NodeChange(package, version, project with
        {
            Root = manifests[0],
            Manifests = manifests,
            Catalogs = project.Catalogs.ToDictionary(catalog => catalog.Key, catalog => Restyle(package, catalog.Value, version)),
        }, [.. constraints]);
    }

    private static async Task<LockGraph> ReadLockAsync(UpgradeRun run, NodeChange change, NodeInstall install, CancellationToken cancellationToken)
    {
        var project = change.Project;
        var content = await run.Workspace.Tree.ReadAsync(project.LockPath, NodeLockfiles.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"{project.Manager.Name} wrote no '{project.LockPath}'.");
        var graph = project.Manager.Read(project, content).Graph;
        foreach (var site in project.Sites)
        {
            var locked = NodeLockfiles.LockedVersion(graph, site.PackageId, change.Package);
            if (locked is null || NpmVersion.Parse(locked) != NpmVersion.Parse(change.Version))
            {
                var why = project.Root.HasOverrides ? " The project overrides versions, and may hold it there." : string.Empty;
                throw new StepFailedException(
                    FailureCodes.VersionNotInstalled,
                    $"{project.Manager.Name} locked '{change.Package}' at {locked ?? "no version"} and not at {change.Version}.{why}");
            }
        }

        return graph with { Edges = [.. graph.Edges, .. install.Peers] };
    }
}
