using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Versioning.Cargo;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>
/// Makes the lock graph: the lockfile's packages, with the edges that cargo tells of. Of the repository's own packages, constraints are as they are
/// written; of all others, as cargo writes them.
/// </summary>
internal sealed class CargoLockGraphReader
{
    private static readonly CargoVersionScheme Scheme = new();

    private readonly RustProject _project;
    private readonly CargoMetadata _metadata;
    private readonly CargoLock _lock;
    private readonly Dictionary<string, CargoMetadata.Package> _packages;
    private readonly Dictionary<string, CargoMetadata.Node> _nodes;

    private CargoLockGraphReader(RustProject project, CargoMetadata metadata, CargoLock lockfile)
    {
        _project = project;
        _metadata = metadata;
        _lock = lockfile;
        _packages = metadata.Packages.ToDictionary(package => package.Id, StringComparer.Ordinal);
        _nodes = metadata.Resolve.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
    }

    public static LockGraph Read(RustProject project, CargoMetadata metadata, CargoLock lockfile)
    {
        var reader = new CargoLockGraphReader(project, metadata, lockfile);
        return new LockGraph { Packages = reader.Packages(), Edges = [.. metadata.Packages.SelectMany(reader.Edges)] };
    }

    private List<LockedPackage> Packages()
    {
        var members = _project.Members.Keys.Select(id => IdOf(_packages[id])).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _lock.Packages
                .Select(package => new LockedPackage
                {
                    Id = package.Id,
                    Name = package.Name,
                    Version = package.Version,
                    Integrity = package.Checksum is null ? null : $"sha256-{package.Checksum}",
                    Source = members.Contains(package.Id) ? PackageSource.Project : package.Kind,
                })
                .OrderBy(package => package.Id, StringComparer.Ordinal),
        ];
    }

    private IEnumerable<DependencyEdge> Edges(CargoMetadata.Package package)
    {
        if (IdOf(package) is not { } from)
        {
            yield break;
        }

        var isMember = _project.Members.ContainsKey(package.Id);
        var written = isMember ? Written(package.Id) : null;
        var choices = (_nodes.GetValueOrDefault(package.Id)?.Deps ?? []).ToLookup(choice => _packages[choice.Pkg].Name, StringComparer.Ordinal);
        foreach (var requirement in package.Dependencies)
        {
            var chosen = choices[requirement.Name].FirstOrDefault(choice => IsFor(requirement, choice));

            // What others need for their own tests is never there; what is optional only where a feature switches it on.
            if (chosen is null && (requirement.Optional || (!isMember && requirement.Kind == "dev")))
            {
                continue;
            }

            yield return new DependencyEdge
            {
                From = from,
                Name = NameIn(requirement),
                Range = written?[(requirement.Name, NameIn(requirement))].FirstOrDefault(text => IsSame(text, requirement.Req)) ?? requirement.Req,
                Kind = requirement.Optional ? DependencyKind.Optional : requirement.Kind == "dev" ? DependencyKind.Development : DependencyKind.Dependency,
                To = chosen is null ? null : IdOf(_packages[chosen.Pkg]),
            };
        }
    }

    private bool IsFor(CargoMetadata.Requirement requirement, CargoMetadata.Choice choice) =>
        choice.DepKinds.Any(kind => kind.Kind == requirement.Kind && kind.Target == requirement.Target)
        && (requirement.Rename is not { } alias || choice.Name == alias.Replace('-', '_'))
        && (requirement.Req == "*" || Scheme.ParseVersion(_packages[choice.Pkg].Version) is not { } version || Scheme.ParseRange(requirement.Req)?.Admits(version) != false);

    /// <summary>The constraints as a member's manifest has them, by package and by what the manifest calls it.</summary>
    private ILookup<(string Package, string Key), string> Written(string member) => _project.DeclarationsOf(member)
        .SelectMany(package => package.Select(declaration => (Package: package.Key, declaration.Dependency.Key, declaration.Dependency.Constraint?.Text)))
        .Where(constraint => constraint.Text is not null)
        .Distinct()
        .ToLookup(constraint => (constraint.Package, constraint.Key), constraint => constraint.Text!);

    /// <summary>Cargo writes <c>1.2</c> as <c>^1.2</c>.</summary>
    private static bool IsSame(string written, string requirement) =>
        written == requirement || (Scheme.ParseRange(written) is { } range && range.Text == Scheme.ParseRange(requirement)?.Text);

    private static string NameIn(CargoMetadata.Requirement requirement) => requirement.Rename ?? requirement.Name;

    private string? IdOf(CargoMetadata.Package package) => _lock.Find(package.Name, package.Version, package.Source)?.Id;
}
