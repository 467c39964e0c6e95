using SpecCursor.Versioning.Npm;
using SpecCursor.Worker.Ecosystems.Manifests;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>
/// Finds the project that declares a package: the repository's root, or, in its default, folders with a lockfile of their own. Those come first that lie
/// least deep.
/// </summary>
internal sealed class NodeProjectFinder(NodePackageManagers managers)
{
    private const int MaximumManifests = 2000;

    /// <exception cref="StepFailedException">Nothing declares it, or a manifest is broken.</exception>
    public async Task<NodeProject> FindAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var folders = ManifestFolders(run);
        if (folders.Count == 0)
        {
            throw new StepFailedException(FailureCodes.ManifestNotFound, "The repository has no package.json.");
        }

        var all = folders.ToHashSet(StringComparer.Ordinal);
        var paths = run.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var mentions = (await run.Workspace.FindTextAsync(package, cancellationToken)).Where(path => Path.GetFileName(path) == PackageJson.FileName).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var looked = new List<PackageJson>();

        // What is in a project that has nothing to do with the package is in nobody's way; the first one is what the repository's maintainers think of.
        foreach (var folder in folders.Where(folder => IsProjectRoot(folder, all, paths) && (folder == folders[0] || HasAny(folder, mentions))))
        {
            if (seen.Contains(folder) || run.PassedOver.Contains(folder))
            {
                continue;
            }

            var project = await ReadAsync(run, folder, folders, cancellationToken);
            seen.UnionWith(project.Manifests.Select(manifest => manifest.Folder));
            if (project.Sites.Count > 0)
            {
                return project with { Elsewhere = await ElsewhereAsync(run, folders.Except(seen), mentions, cancellationToken) };
            }

            looked.AddRange(project.Manifests);
        }

        throw NotDeclared(package, looked, await ElsewhereAsync(run, folders.Except(seen), mentions, cancellationToken));
    }

    private static List<string> ManifestFolders(UpgradeRun run) =>
    [
        .. run.Files
            .Select(file => file.Path)
            .Where(path => Path.GetFileName(path) == PackageJson.FileName && !path.Split('/').Contains("node_modules"))
            .Select(path => Path.GetDirectoryName(path)!)
            .OrderBy(folder => folder.Length == 0 ? 0 : folder.Split('/').Length)
            .ThenBy(folder => folder, StringComparer.Ordinal)
            .Take(MaximumManifests),
    ];

    /// <summary>Folders such as test fixtures have manifests too; what is installed by itself has a lockfile, or nothing above it that it could belong to.</summary>
    private bool IsProjectRoot(string folder, IReadOnlySet<string> folders, IReadOnlySet<string> paths) =>
        managers.HasLockfile(folder, paths) || !RepositoryFolders.Above(folder).Any(folders.Contains);

    private static bool HasAny(string folder, IEnumerable<string> paths) => folder.Length == 0 || paths.Any(path => path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>The manifests, of those in some folders, that declare the package.</summary>
    private static Task<IReadOnlyList<string>> ElsewhereAsync(UpgradeRun run, IEnumerable<string> folders, HashSet<string> mentions, CancellationToken cancellationToken) =>
        OtherProjects.FindAsync(
            run,
            folders.Where(folder => !run.PassedOver.Contains(folder)).Select(PathIn).Where(mentions.Contains),
            async path => (await ReadManifestAsync(run, path, cancellationToken)).Dependencies.Values.Any(section => section.ContainsKey(run.Context.PackageName)));

    private static string PathIn(string folder) => folder.Length == 0 ? PackageJson.FileName : $"{folder}/{PackageJson.FileName}";

    private async Task<NodeProject> ReadAsync(UpgradeRun run, string folder, List<string> folders, CancellationToken cancellationToken)
    {
        var root = await ReadManifestAsync(run, PathIn(folder), cancellationToken);
        var (manager, lockPath, trackedLock) = await managers.ChooseAsync(run, root, cancellationToken);
        var workspace = await manager.ReadWorkspaceAsync(run, root, cancellationToken);
        var manifests = new List<PackageJson> { root };
        if (workspace.Patterns.Count > 0)
        {
            var pattern = new FolderPattern(workspace.Patterns);
            foreach (var member in folders.Where(member => IsMember(member, folder, pattern)))
            {
                manifests.Add(await ReadManifestAsync(run, PathIn(member), cancellationToken));
            }
        }

        var package = run.Context.PackageName;
        var (files, catalogs) = Files(manifests, package, workspace);
        return new NodeProject
        {
            Manager = manager,
            LockPath = lockPath,
            TrackedLock = trackedLock,
            Root = root,
            Manifests = manifests,
            Sites = Sites(manifests, folder, package, workspace),
            Files = files,
            Catalogs = workspace.Catalogs.Where(catalog => catalogs.Contains(catalog.Value)).ToDictionary(catalog => (package, catalog.Key), catalog => catalog.Value.Text),
        };
    }

    private static bool IsMember(string member, string root, FolderPattern pattern)
    {
        if (root.Length == 0)
        {
            return member.Length > 0 && pattern.Matches(member);
        }

        return member.StartsWith(root + "/", StringComparison.Ordinal) && pattern.Matches(member[(root.Length + 1)..]);
    }

    private static async Task<PackageJson> ReadManifestAsync(UpgradeRun run, string path, CancellationToken cancellationToken)
    {
        var content = await run.Workspace.Tree.ReadAsync(path, PackageJson.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.ManifestNotFound, $"'{path}' is not there.");
        return PackageJson.Parse(path, content);
    }

    private static List<DeclarationSite> Sites(List<PackageJson> manifests, string root, string package, NodeWorkspace workspace)
    {
        var sites = new List<DeclarationSite>();
        foreach (var manifest in manifests)
        {
            var constraints = PackageJson.Sections
                .Where(section => manifest.Dependencies[section].ContainsKey(package))
                .Select(section => (section, Range: manifest.Dependencies[section][package]))
                .Select(constraint => (constraint.section, workspace.Catalogs.GetValueOrDefault(constraint.Range)?.Text ?? constraint.Range))
                .ToList();
            if (constraints.Count > 0)
            {
                var id = root.Length == 0 ? manifest.Folder : manifest.Folder == root ? string.Empty : manifest.Folder[(root.Length + 1)..];
                sites.Add(new DeclarationSite(manifest, id, constraints));
            }
        }

        return sites;
    }

    /// <summary>The files to edit, and of the catalogs' constraints those that are used: by a manifest, or by what the project forces.</summary>
    private static (IReadOnlyList<ConstraintFile> Files, IReadOnlySet<ConstraintSite> Catalogs) Files(List<PackageJson> manifests, string package, NodeWorkspace workspace)
    {
        var files = new List<ConstraintFile>();
        var used = new HashSet<ConstraintSite>();
        foreach (var manifest in manifests)
        {
            // What a project forces counts only at its root.
            var format = new PackageJsonFormat(ReferenceEquals(manifest, manifests[0]) ? workspace.OverrideSections : []);
            var sites = format.Find(manifest.Path, manifest.Content, package).ToLookup(site => workspace.Catalogs.GetValueOrDefault(site.Text));
            used.UnionWith(sites.Select(group => group.Key).OfType<ConstraintSite>());
            if (sites[null].Any())
            {
                files.Add(new ConstraintFile(manifest.Path, manifest.Content, format, [.. sites[null]]));
            }
        }

        var forced = (workspace.File?.Sites ?? []).ToLookup(site => workspace.Catalogs.GetValueOrDefault(site.Text));
        used.UnionWith(forced.Select(group => group.Key).OfType<ConstraintSite>());
        List<ConstraintSite> sitesOfFile = [.. forced[null], .. used];
        return (workspace.File is { } file && sitesOfFile.Count > 0 ? [.. files, file with { Sites = sitesOfFile }] : files, used);
    }

    private static StepFailedException NotDeclared(string package, List<PackageJson> manifests, IReadOnlyList<string> elsewhere)
    {
        var alias = manifests
            .SelectMany(manifest => manifest.Dependencies.Values.SelectMany(section => section))
            .FirstOrDefault(dependency => NpmSpec.Parse(dependency.Value).AliasName == package);
        if (alias.Key is not null)
        {
            return new StepFailedException(
                FailureCodes.UnsupportedConstraint, $"'{package}' is installed under the alias '{alias.Key}' ('{alias.Value}'), which is not supported yet.");
        }

        var suffix = elsewhere.Count > 0 ? $", but for '{elsewhere[0]}', which has no lockfile and is no workspace of a project that is installed"
            : manifests.Any(manifest => manifest.PeerDependencies.ContainsKey(package)) ? " except as a peer dependency, which is left alone"
            : string.Empty;
        return new StepFailedException(
            FailureCodes.PackageNotInRepository, $"No package.json of the repository depends on '{package}'{suffix}.");
    }
}
