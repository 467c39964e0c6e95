using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>What cargo builds as one, with one lockfile: a package, or a workspace.</summary>
internal sealed class RustProject
{
    private readonly Dictionary<string, ILookup<string, CargoDeclaration>> _declarations;

    /// <param name="folder">The folder of the root, relative; empty for the repository's.</param>
    /// <param name="root">The manifest with the workspace's own settings.</param>
    /// <param name="members">The manifests of the packages that cargo counts among the workspace, by cargo's ids of them.</param>
    public RustProject(string folder, CargoManifest root, IReadOnlyDictionary<string, CargoManifest> members)
    {
        Folder = folder;
        Root = root;
        Members = members;
        var shared = root.Dependencies.Where(dependency => dependency.IsOfWorkspace).ToDictionary(dependency => dependency.Key, StringComparer.Ordinal);
        _declarations = members.ToDictionary(
            member => member.Key,
            member => member.Value.Dependencies.Where(dependency => !dependency.IsOfWorkspace)
                .Select(dependency => !dependency.IsInherited ? new CargoDeclaration(member.Value, dependency)
                    : shared.TryGetValue(dependency.Key, out var inherited) ? new CargoDeclaration(root, inherited) : null)
                .OfType<CargoDeclaration>()
                .ToLookup(declaration => declaration.Dependency.Package, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    public string Folder { get; }

    public CargoManifest Root { get; }

    public IReadOnlyDictionary<string, CargoManifest> Members { get; }

    /// <summary>The root's manifest and those of all members.</summary>
    public IEnumerable<CargoManifest> Manifests => Members.Values.Prepend(Root).DistinctBy(manifest => manifest.Path);

    public string LockPath => PathOf(CargoLock.FileName);

    /// <summary>A path of the repository for one relative to the project.</summary>
    public string PathOf(string relative) => Folder.Length == 0 ? relative : $"{Folder}/{relative}";

    /// <summary>What a member declares, by package.</summary>
    public ILookup<string, CargoDeclaration> DeclarationsOf(string member) => _declarations[member];

    /// <summary>All places where members declare a package, each once.</summary>
    public IReadOnlyList<CargoDeclaration> Declarations(string package) =>
        [.. _declarations.Values.SelectMany(member => member[package]).DistinctBy(declaration => (declaration.Manifest.Path, declaration.Dependency))];

    /// <exception cref="StepFailedException">A member has the package in a way that can't be upgraded.</exception>
    public void Check(string package)
    {
        foreach (var (manifest, dependency) in Declarations(package))
        {
            if (dependency.Elsewhere is { } elsewhere)
            {
                throw Unsupported(package, manifest, $"it is taken from {Words(elsewhere)}");
            }

            if (dependency.Constraint is null)
            {
                throw Unsupported(package, manifest, "it states no version");
            }
        }

        // Cargo refuses two names for the same version, which is what they would come to.
        foreach (var (id, member) in Members)
        {
            var keys = _declarations[id][package].Select(declaration => declaration.Dependency.Key).Distinct().Order(StringComparer.Ordinal).ToList();
            if (keys.Count > 1)
            {
                throw Unsupported(package, member, $"it is there more than once, as '{string.Join("' and '", keys)}'");
            }
        }
    }

    private static string Words(string elsewhere) => elsewhere switch
    {
        "git" => "a git repository",
        "path" => "a folder",
        _ => "another registry than crates.io",
    };

    private static StepFailedException Unsupported(string package, CargoManifest manifest, string why) =>
        new(FailureCodes.UnsupportedConstraint, $"'{package}' of '{manifest.Path}' can't be upgraded: {why}.");
}
