using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Versioning.Python;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Makes the lock graph of what pip chose and of what the project requires. An environment has one version of a package, so its name is its id.</summary>
internal static class PythonLockGraph
{
    /// <summary>The id of the project itself.</summary>
    public const string Root = "";

    /// <param name="project">The project.</param>
    /// <param name="locked">What pip chose.</param>
    /// <param name="package">The upgraded package, as the upgrade names it.</param>
    public static LockGraph Of(PythonProject project, PythonLock locked, string package)
    {
        var name = PythonName.Normalize(package);
        string Shown(string id) => id == name ? package : id;
        string? Installed(string id) => locked.Packages.ContainsKey(id) ? id : null;
        var own = project.Declared().Where(site => locked.Applies(site.Declared.Requirement)).Select(site => new DependencyEdge
        {
            From = Root,
            Name = Shown(site.Declared.Name),
            Range = site.Declared.Range,
            Kind = site.Manifest.KindOf(site.Declared),
            To = Installed(site.Declared.Name),
        });
        var theirs = locked.Packages.SelectMany(entry => entry.Value.Requires.Where(required => required.Count == 2).Select(required => new DependencyEdge
        {
            From = entry.Key,
            Name = Shown(required[0]),
            Range = required[1],
            Kind = DependencyKind.Dependency,
            To = Installed(required[0]),
        }));
        var packages = locked.Packages.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new LockedPackage
        {
            Id = entry.Key,
            Name = Shown(entry.Key),
            Version = entry.Value.Version,
            Integrity = entry.Value.Sha256 is { } hash ? $"sha256-{hash}" : null,
            Source = SourceOf(entry.Value.Source),
        });
        return new LockGraph
        {
            Packages = [new LockedPackage { Id = Root, Name = project.Folder, Source = PackageSource.Project }, .. packages],
            Edges = [.. own, .. theirs.OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.Name, StringComparer.Ordinal)],
        };
    }

    private static PackageSource SourceOf(string word) => word switch
    {
        "git" => PackageSource.Git,
        "file" => PackageSource.File,
        "url" => PackageSource.Url,
        _ => PackageSource.Registry,
    };
}
