using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Finds where a package is declared and what is locked.</summary>
internal sealed class NodeDeclarationReader(NodeProjectFinder finder)
{
    public async Task<NodeDeclaration> ReadAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var project = await finder.FindAsync(run, cancellationToken);
        var package = run.Context.PackageName;
        CheckConstraints(project, package);
        var npmrc = await project.Manager.ReadConfigurationAsync(run, project, cancellationToken);
        npmrc.RegistryOf(package);
        var notes = Notes(project, package);
        var baseLock = await project.Manager.ReadLockAsync(run, project, npmrc, cancellationToken);
        return Declare(package, project, npmrc, baseLock, [.. notes, .. baseLock.Notes]);
    }

    private static NodeDeclaration Declare(string package, NodeProject project, ProjectNpmrc npmrc, NodeLock baseLock, IReadOnlyList<string> notes)
    {
        var locked = project.Sites.Select(site => (Site: site, Version: NodeLockfiles.LockedVersion(baseLock.Graph, site.PackageId, package))).ToList();
        if (locked.FirstOrDefault(entry => entry.Version is null || NpmVersion.Parse(entry.Version) is null).Site is { } missing)
        {
            throw new StepFailedException(
                FailureCodes.LockfileOutOfDate,
                $"'{project.LockPath}' does not lock '{package}' of '{missing.Manifest.Path}': run '{project.Manager.Name} install' and commit the result first.");
        }

        // Workspaces may lag behind each other. The oldest tells where the upgrade starts from; none is to be newer than the target.
        var first = locked.OrderBy(entry => NpmVersion.Parse(entry.Version!)).First();
        var paths = project.Files.Select(file => file.Path).ToList();
        return new NodeDeclaration
        {
            ManifestPath = paths.Count == 0 || paths.Contains(first.Site.Manifest.Path) ? first.Site.Manifest.Path : paths[^1],
            ManifestPackageId = first.Site.PackageId,
            Range = first.Site.Range,
            LockedVersion = first.Version!,
            Graph = baseLock.Graph,
            Notes = notes,
            Project = project,
            BaseLock = baseLock,
            Npmrc = npmrc,
            NewestLockedVersion = locked.MaxBy(entry => NpmVersion.Parse(entry.Version!)).Version!,
        };
    }

    private static void CheckConstraints(NodeProject project, string package)
    {
        foreach (var site in project.Sites.SelectMany(site => site.Constraints))
        {
            CheckConstraint(site.Range, $"The constraint on '{package}' can't be upgraded");
        }

        foreach (var site in project.Files.SelectMany(file => file.Sites).Where(site => !PackageJson.Sections.Contains(site.Section)))
        {
            CheckConstraint(site.Text, $"The project forces '{package}' in '{site.Section}', which can't be upgraded");
        }
    }

    private static void CheckConstraint(string range, string problem)
    {
        var spec = NpmSpec.Parse(range);
        if (spec.Kind is not (NpmSpecKind.Version or NpmSpecKind.Range))
        {
            // An alias could be rewritten, but its name in the tree is another package's.
            var why = spec.Kind == NpmSpecKind.Alias
                ? $"'{spec.Text}' puts another package in its place"
                : NpmRangeStyle.Rewrite(range, NpmVersion.Parse("1.0.0")!).Reason;
            throw new StepFailedException(FailureCodes.UnsupportedConstraint, $"{problem}: {why}.");
        }
    }

    private static List<string> Notes(NodeProject project, string package)
    {
        var notes = new List<string>();
        if (project.Manifests.FirstOrDefault(manifest => manifest.PeerDependencies.ContainsKey(package)) is { } peer)
        {
            notes.Add($"'{peer.Path}' also has '{package}' as a peer dependency ('{peer.PeerDependencies[package]}'); what it promises to others was left alone.");
        }

        if (project.Root.HasOverrides)
        {
            notes.Add("The project overrides versions of its dependencies' dependencies; constraints are compared as their packages wrote them.");
        }

        return [.. notes, .. OtherProjects.Notes(package, project.Elsewhere)];
    }
}
