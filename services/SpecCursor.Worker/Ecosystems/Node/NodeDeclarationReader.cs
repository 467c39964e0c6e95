using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>Finds where a package is declared and what is locked, having npm make a lockfile of the base commit where there is none to read.</summary>
internal sealed class NodeDeclarationReader(NpmCommands npm)
{
    public async Task<NodeDeclaration> ReadAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var project = await NodeProjectFinder.FindAsync(run, cancellationToken);
        var package = run.Context.PackageName;
        CheckConstraints(project, package);
        var tracked = NpmLockfile.FindPath(project.Folder, run.Files);
        CheckPackageManager(run, project, tracked);
        var npmrc = ProjectNpmrc.Parse(await run.Workspace.Tree.ReadAsync(project.PathOf(ProjectNpmrc.FileName), ProjectNpmrc.MaximumBytes, cancellationToken));
        npmrc.RegistryOf(package);
        var notes = Notes(project, package);
        var path = tracked ?? project.PathOf(NpmLockfile.Usual);
        var content = tracked is null ? null : await run.Workspace.Tree.ReadAsync(path, NpmLockfile.MaximumBytes, cancellationToken);
        if (content is null || IsVersion1(path, content))
        {
            if (content is not null)
            {
                notes.Add($"'{path}' was of lockfile version 1, which npm replaces by a newer one.");
            }

            content = await MakeLockfileAsync(run, project, npmrc, path, cancellationToken);
        }

        return Declare(package, project, npmrc, path, tracked is not null, content, notes);
    }

    private static NodeDeclaration Declare(
        string package, NodeProject project, ProjectNpmrc npmrc, string path, bool isTracked, byte[] content, List<string> notes)
    {
        using var lockfile = NpmLockfile.Parse(path, content);
        var graph = NpmLockGraphReader.Read(path, lockfile);
        var locked = project.Sites.Select(site => (Site: site, Version: NpmInstaller.LockedVersion(graph, site.PackageId, package))).ToList();
        if (locked.FirstOrDefault(entry => entry.Version is null || NpmVersion.Parse(entry.Version) is null).Site is { } missing)
        {
            throw new StepFailedException(
                FailureCodes.LockfileOutOfDate, $"'{path}' does not lock '{package}' of '{missing.Manifest.Path}': run 'npm install' and commit the result first.");
        }

        // Workspaces may lag behind each other. The oldest tells where the upgrade starts from; none is to be newer than the target.
        var first = locked.OrderBy(entry => NpmVersion.Parse(entry.Version!)).First();
        return new NodeDeclaration
        {
            ManifestPath = first.Site.Manifest.Path,
            ManifestPackageId = first.Site.PackageId,
            Range = first.Site.Range,
            LockedVersion = first.Version!,
            Graph = graph,
            Notes = notes,
            Project = project,
            LockPath = path,
            IsLockTracked = isTracked,
            BaseLock = content,
            OmitsAddresses = NpmLockfile.OmitsAddresses(lockfile),
            Npmrc = npmrc,
            LockedServers = NpmServers.OfLockfile(lockfile),
            NewestLockedVersion = locked.MaxBy(entry => NpmVersion.Parse(entry.Version!)).Version!,
        };
    }

    private static void CheckConstraints(NodeProject project, string package)
    {
        foreach (var range in project.Sites.SelectMany(site => site.Constraints.Select(constraint => constraint.Range)))
        {
            var spec = NpmSpec.Parse(range);
            if (spec.Kind is not (NpmSpecKind.Version or NpmSpecKind.Range))
            {
                // An alias could be rewritten, but its name in the tree is another package's.
                var why = spec.Kind == NpmSpecKind.Alias
                    ? $"'{spec.Text}' puts another package in its place"
                    : NpmRangeStyle.Rewrite(range, NpmVersion.Parse("1.0.0")!).Reason;
                throw new StepFailedException(FailureCodes.UnsupportedConstraint, $"The constraint on '{package}' can't be upgraded: {why}.");
            }
        }
    }

    private static void CheckPackageManager(UpgradeRun run, NodeProject project, string? npmLock)
    {
        var named = project.Root.PackageManager?.Split('@')[0];
        var other = named is not null and not "npm" ? named
            : npmLock is not null ? null
            : run.Files.Any(file => file.Path == project.PathOf("pnpm-lock.yaml")) ? "pnpm"
            : run.Files.Any(file => file.Path == project.PathOf("yarn.lock")) ? "yarn"
            : run.Files.Any(file => file.Path == project.PathOf("bun.lockb") || file.Path == project.PathOf("bun.lock")) ? "bun"
            : null;
        if (other is not null)
        {
            throw new StepFailedException(FailureCodes.UnsupportedPackageManager, $"The project uses {other}; only npm is supported so far.");
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

        return notes;
    }

    private static bool IsVersion1(string path, byte[] content)
    {
        using var lockfile = NpmLockfile.Parse(path, content);
        return !NpmLockfile.HasPackages(lockfile);
    }

    private async Task<byte[]> MakeLockfileAsync(
        UpgradeRun run, NodeProject project, ProjectNpmrc npmrc, string path, CancellationToken cancellationToken)
    {
        var made = await npm.InstallAsync(run, project, npmrc, [], ["install", "--package-lock-only", "--package-lock"], cancellationToken);
        if (made.ExitCode != 0 && NpmFailures.IsPeerConflict(made))
        {
            made = await npm.InstallAsync(run, project, npmrc, [], ["install", "--package-lock-only", "--package-lock", "--force"], cancellationToken);
        }

        if (!ToolFailures.Succeeded(made))
        {
            throw NpmFailures.Of(made, "Locking the dependencies as they were before the upgrade");
        }

        return await run.Workspace.Tree.ReadAsync(path, NpmLockfile.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"npm wrote no '{path}'.");
    }
}
