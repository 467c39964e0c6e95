using Microsoft.Extensions.Options;
using SpecCursor.Versioning.Python;
using SpecCursor.Worker.Ecosystems.Python.Uv;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Finds where a package is declared, and has pip choose what the base commit installs.</summary>
internal sealed class PythonDeclarationReader(PythonEnvironments environments, PythonLockers lockers, UvRunner uv, IOptions<PythonOptions> options)
{
    public async Task<PythonDeclaration> ReadAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var project = await PythonProjectFinder.FindAsync(run, cancellationToken);
        if (project.Refusal is { } refusal)
        {
            throw new StepFailedException(FailureCodes.UnsupportedPackageManager, refusal);
        }

        var locker = lockers.Of(project);
        locker?.CheckPresence();
        if (project.Manifests.Any(manifest => manifest.Compiled is not null))
        {
            uv.CheckPresence();
        }

        var declared = project.SitesOf(package).ToList();
        if (declared.Find(site => site.Declared.Requirement.IsDirect) is { } direct)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedConstraint,
                $"The constraint on '{package}' can't be upgraded: '{direct.Manifest.Path}' has an address for it or several alternatives, and not one range of versions.");
        }

        var indexes = ProjectIndexes.Of(project, options.Value.Index);
        if (locker is not null)
        {
            await locker.CheckAsync(run, project, indexes, cancellationToken);
        }

        await environments.CreateAsync(run, project, cancellationToken);
        var chosen = await environments.InstallAsync(run, project, indexes, pins: [], isDry: true, cancellationToken);
        if (!ToolFailures.Succeeded(chosen))
        {
            throw PipFailures.Of(chosen, "Choosing the dependencies as they were before the upgrade");
        }

        return Declare(package, project, indexes, await environments.ReadAsync(run, project, cancellationToken), declared);
    }

    private static PythonDeclaration Declare(
        string package, PythonProject project, ProjectIndexes indexes, PythonLock locked, List<DeclarationSite> declared)
    {
        var sites = declared.Where(site => locked.Applies(site.Declared.Requirement)).ToList();
        if (sites.Count == 0 || !locked.Packages.TryGetValue(PythonName.Normalize(package), out var installed))
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedConstraint, $"The constraint on '{package}' can't be upgraded: nothing of the project installs it where the worker runs.");
        }

        var first = sites.Find(site => site.Declared.Requirement.Constraint.Length > 0) ?? sites[0];
        return new PythonDeclaration
        {
            ManifestPath = first.Manifest.Path,
            ManifestPackageId = PythonLockGraph.Root,
            Range = first.Declared.Range,
            LockedVersion = installed.Version,
            Graph = PythonLockGraph.Of(project, locked, package),
            Project = project,
            Sites = sites,
            First = first.Declared.Site,
            Indexes = indexes,
            Lock = locked,
            Notes = [.. Notes(project, locked, declared.Except(sites)), .. OtherProjects.Notes(package, project.Elsewhere)],
        };
    }

    private static IEnumerable<string> Notes(PythonProject project, PythonLock locked, IEnumerable<DeclarationSite> others)
    {
        foreach (var other in others)
        {
            yield return $"'{other.Manifest.Path}' has '{other.Declared.Requirement.Text}' for other environments, which was left alone.";
        }

        if (project.Lockfile is not null)
        {
            yield break;
        }

        var pinned = project.Declared().Where(site => IsPin(site.Declared.Requirement.Constraint)).Select(site => site.Declared.Name).ToHashSet(StringComparer.Ordinal);
        if (!locked.Packages.Keys.All(pinned.Contains))
        {
            yield return "The repository does not lock all of its packages; the proof is about the environment that pip chose on this run.";
        }
    }

    private static bool IsPin(string constraint) => constraint.StartsWith("==", StringComparison.Ordinal) && !constraint.EndsWith(".*", StringComparison.Ordinal);
}
