using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Versioning.NuGet;
using SpecCursor.Worker.Ecosystems.DotNet.Assets;
using SpecCursor.Worker.Ecosystems.DotNet.Feeds;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>
/// Finds where a package is declared, and restores the base commit to see what its projects make of that: conditions, imports and central versions are
/// MSBuild's own business.
/// </summary>
internal sealed class DotNetDeclarationReader(DotNetCommands dotnet, RepositoryFeeds feeds, DotNetGraphReader graphs)
{
    public async Task<DotNetDeclaration> ReadAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var manifests = await DotNetManifestFinder.FindAsync(run, cancellationToken);
        var sites = DotNetSiteFinder.Find(manifests, package);
        CheckRanges(package, sites);
        var sources = await feeds.FindAsync(run, cancellationToken);
        var lockfiles = await DotNetLockfiles.ReadAsync(run, cancellationToken);
        var projects = manifests.Where(manifest => manifest.IsProject).Select(manifest => manifest.Path).ToList();
        var entry = projects.Count == 0 ? null : DotNetEntry.Choose(run.Files.Select(file => file.Path), projects);
        var pinned = sites.Where(site => site.IsPinned).Select(site => site.Range).Distinct(StringComparer.OrdinalIgnoreCase);
        if (entry is not null)
        {
            var restore = await RestoreAsync(run, entry, sources, lockfiles.Count > 0, cancellationToken);
            if (!ToolFailures.Succeeded(restore))
            {
                throw DotNetFailures.Of(restore, "Restoring the packages as they were before the upgrade");
            }
        }

        var (graph, restored) = await graphs.ReadAsync(run, projects, sites.Select(site => site.Range), pinned, cancellationToken);
        return Declare(package, sites, graph, restored) with { Entry = entry, Manifests = manifests, Feeds = sources, Lockfiles = lockfiles };
    }

    /// <summary>Restores the base commit, in a workspace of it.</summary>
    public async Task<CommandOutput> RestoreAsync(
        UpgradeRun run, DotNetEntry entry, IReadOnlyList<NuGetFeed> sources, bool isLocked, CancellationToken cancellationToken)
    {
        if (entry.Projects.Count > 0)
        {
            await run.Workspace.Tree.WriteAsync(entry.Path, entry.Content(), cancellationToken);
        }

        return await dotnet.RestoreAsync(run, entry, sources, isLocked ? ["--locked-mode"] : [], cancellationToken);
    }

    internal static void CheckRanges(string package, IReadOnlyList<DotNetSite> sites)
    {
        foreach (var site in sites)
        {
            var (isRead, kind) = site.IsPinned
                ? (NuGetPackageVersion.Parse(site.Range) is not null, "version")
                : (NuGetRange.Parse(site.Range) is not null, "range of versions");
            if (!isRead)
            {
                throw new StepFailedException(
                    FailureCodes.UnsupportedConstraint, $"The constraint on '{package}' in '{site.Manifest.Path}' can't be upgraded: '{site.Range}' can't be read as a {kind}.");
            }
        }
    }

    private static DotNetDeclaration Declare(string package, IReadOnlyList<DotNetSite> sites, LockGraph graph, IReadOnlyList<string> projects)
    {
        var references = DotNetGraphReader.References(graph, package)
            .Select(reference => (reference.Edge, Version: reference.Version is null ? null : NuGetPackageVersion.Parse(reference.Version), Site: SiteOf(sites, reference.Edge)))
            .ToList();
        if (references.Count == 0)
        {
            throw new StepFailedException(
                FailureCodes.PackageNotInRepository, $"'{sites[0].Manifest.Path}' names '{package}', but no project that is restored refers to it.");
        }

        foreach (var (edge, version, site) in references)
        {
            if (version is null)
            {
                throw new StepFailedException(FailureCodes.InvalidLockfile, $"The restore resolved '{package}' for '{edge.From}' to nothing.");
            }

            if (site is null)
            {
                throw new StepFailedException(
                    FailureCodes.UnsupportedConstraint, $"'{edge.From}' refers to '{package}' by '{edge.Range}', which stands nowhere in the repository's files as it is.");
            }
        }

        // Projects may lag behind each other. The oldest tells where the upgrade starts from; none is to be newer than the target.
        var first = references.OrderBy(reference => reference.Version).ThenBy(reference => reference.Edge.From.Length).ThenBy(reference => reference.Edge.From, StringComparer.Ordinal).First();
        var ranges = references.Select(reference => DotNetSite.Normalize(reference.Edge.Range)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var edited = sites.Where(site => IsInUse(site, projects) && ranges.Contains(DotNetSite.Normalize(site.Range))).ToList();
        return new DotNetDeclaration
        {
            ManifestPath = first.Site!.Manifest.Path,
            ManifestPackageId = first.Edge.From,
            Range = first.Edge.Range,
            LockedVersion = first.Version!.Text,
            Graph = graph,
            Notes =
            [
                .. sites.Except(edited).Take(5).Select(site =>
                    $"'{site.Manifest.Path}' also has '{package}' with '{site.Range}', which no project that was restored uses; it was left alone."),
            ],
            Entry = null,
            Projects = projects,
            Sites = edited,
            Manifests = [],
            Feeds = [],
            Lockfiles = new Dictionary<string, byte[]>(),
            NewestLockedVersion = references.Max(reference => reference.Version)!.Text,
        };
    }

    private static bool IsInUse(DotNetSite site, IReadOnlyList<string> projects) => !site.Manifest.IsProject || projects.Contains(site.Manifest.Path);

    /// <summary>The place that a reference got its range from: in the project itself, or else in what it imports.</summary>
    private static DotNetSite? SiteOf(IReadOnlyList<DotNetSite> sites, DependencyEdge edge) => sites
        .Where(site => site.IsPinned == (edge.From == AssetsGraph.RootId) && DotNetSite.Normalize(site.Range).Equals(DotNetSite.Normalize(edge.Range), StringComparison.OrdinalIgnoreCase))
        .OrderBy(site => site.Manifest.Path == edge.From ? 0 : site.Manifest.IsProject ? 2 : 1)
        .FirstOrDefault();
}
