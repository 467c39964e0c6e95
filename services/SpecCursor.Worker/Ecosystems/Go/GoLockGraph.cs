using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>
/// Makes the lock graph of what go chose. A package's id is <c>module@version</c>, led by the folder of the module that it was chosen for where that is not
/// the root: each module of a repository has a choice of its own. What was chosen for a workspace is led by the path of its <c>go.work</c>. A module of the
/// repository has its folder for an id.
/// </summary>
internal static class GoLockGraph
{
    private const int MaximumPackages = 20_000;
    private const int MaximumEdges = 200_000;

    /// <param name="lists">What was chosen for each module.</param>
    /// <param name="package">The package of the upgrade.</param>
    /// <param name="path">The path that it has, which differs from the package's name after a major.</param>
    /// <exception cref="StepFailedException">It is too large.</exception>
    public static LockGraph Of(IReadOnlyList<GoBuildList> lists, string package, string path)
    {
        var graph = new LockGraph { Packages = [.. lists.SelectMany(Packages)], Edges = [.. lists.SelectMany(list => Edges(list, package, path))] };
        return graph.Packages.Count <= MaximumPackages && graph.Edges.Count <= MaximumEdges
            ? graph
            : throw new StepFailedException(
                FailureCodes.LockfileTooLarge,
                $"The modules that require '{package}' are built with {graph.Packages.Count:N0} modules that require each other {graph.Edges.Count:N0} times; {MaximumPackages:N0} and {MaximumEdges:N0} are the most.");
    }

    private static IEnumerable<LockedPackage> Packages(GoBuildList list) => list.Choices.Values
        .Select(choice => new LockedPackage
        {
            Id = Id(list, choice),
            Name = choice.Path,
            Version = choice.Version,
            Integrity = choice.Replacement switch
            {
                null => list.Checksums.Integrity(choice.Path, choice.Version),
                { NewVersion: { } version } => list.Checksums.Integrity(choice.Replacement.NewPath, version),
                _ => null,
            },
            Source = choice.Replacement is { NewVersion: null } ? PackageSource.File : PackageSource.Registry,
        })
        .Concat(list.Modules.Select(module => new LockedPackage { Id = module.Folder, Name = module.Manifest.ModulePath, Source = PackageSource.Project }))
        .OrderBy(package => package.Id, StringComparer.Ordinal);

    /// <summary>
    /// What the chosen versions require of each other. Whatever they ask for, they get the one version that was chosen; or, of a workspace's own modules, none.
    /// </summary>
    private static IEnumerable<DependencyEdge> Edges(GoBuildList list, string package, string path)
    {
        var ids = list.Choices.Values.ToDictionary(choice => $"{choice.Path}@{choice.Version}", choice => Id(list, choice), StringComparer.Ordinal);
        var own = list.Modules.ToDictionary(module => module.Manifest.ModulePath, module => module.Folder, StringComparer.Ordinal);
        foreach (var (name, folder) in own)
        {
            ids[name] = folder;
        }

        return list.Requirements
            .Where(requirement => ids.ContainsKey(requirement.From) && list.Choices.ContainsKey(requirement.Path))
            .Select(requirement => new DependencyEdge
            {
                From = ids[requirement.From],

                // Under another path it still is the package that the upgrade is about.
                Name = requirement.Path == path && own.ContainsKey(requirement.From) ? package : requirement.Path,
                Range = requirement.Version,
                Kind = DependencyKind.Dependency,
                To = Id(list, list.Choices[requirement.Path]),
            })
            .OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.Name, StringComparer.Ordinal).ThenBy(edge => edge.Range, StringComparer.Ordinal);
    }

    private static string Id(GoBuildList list, GoChoice choice) =>
        list.Scope.Length == 0 ? $"{choice.Path}@{choice.Version}" : $"{list.Scope}:{choice.Path}@{choice.Version}";
}
