using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Versioning;
using SpecCursor.Versioning.Cargo;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>Finds where a package is declared and what is locked, having cargo make a lockfile of the base commit where there is none.</summary>
internal sealed class RustDeclarationReader(CargoCommands cargo)
{
    private static readonly string[] ToolchainFiles = ["rust-toolchain.toml", "rust-toolchain"];
    private static readonly CargoVersionScheme Scheme = new();

    public async Task<RustDeclaration> ReadAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var package = run.Context.PackageName;
        var isLocked = false;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in await RustProjectFinder.FindAsync(run, cancellationToken))
        {
            if (seen.Contains(folder) || run.PassedOver.Contains(folder))
            {
                continue;
            }

            var (project, metadata, declaration) = await ReadAsync(run, folder, cancellationToken);
            if (declaration is not null)
            {
                var elsewhere = await RustProjectFinder.ElsewhereAsync(run, project, cancellationToken);
                return declaration with { Notes = [.. declaration.Notes, .. OtherProjects.Notes(package, elsewhere)] };
            }

            isLocked |= metadata.Packages.Any(locked => locked.Name == package);
            seen.UnionWith(project.Manifests.Select(manifest => Path.GetDirectoryName(manifest.Path)!));
        }

        var suffix = isLocked ? ", except that packages do which it depends on" : string.Empty;
        throw new StepFailedException(FailureCodes.PackageNotInRepository, $"No Cargo.toml of the repository depends on '{package}'{suffix}.");
    }

    private async Task<(RustProject Project, CargoMetadata Metadata, RustDeclaration? Declaration)> ReadAsync(
        UpgradeRun run, string folder, CancellationToken cancellationToken)
    {
        await CargoConfiguration.CheckAsync(run, folder, cancellationToken);
        var path = folder.Length == 0 ? CargoLock.FileName : $"{folder}/{CargoLock.FileName}";
        var isTracked = run.Files.Any(file => file.Path == path);
        var tracked = isTracked ? await run.Workspace.Tree.ReadAsync(path, CargoLock.MaximumBytes, cancellationToken) : null;
        var metadata = await cargo.ReadMetadataAsync(
            run, folder, tracked is null ? [] : CargoLock.Parse(path, tracked).Servers, isLocked: isTracked, cancellationToken);
        var project = await RustProjectFinder.ReadAsync(run, folder, metadata, cancellationToken);
        if (project.Declarations(run.Context.PackageName).Count == 0)
        {
            return (project, metadata, null);
        }

        project.Check(run.Context.PackageName);
        var content = tracked ?? await run.Workspace.Tree.ReadAsync(path, CargoLock.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.InstallFailed, $"cargo wrote no '{path}'.");
        return (project, metadata, Declare(run, project, metadata, content, isTracked));
    }

    private static RustDeclaration Declare(UpgradeRun run, RustProject project, CargoMetadata metadata, byte[] content, bool isTracked)
    {
        var package = run.Context.PackageName;
        var graph = CargoLockGraphReader.Read(project, metadata, CargoLock.Parse(project.LockPath, content));
        var locked = Locked(graph, package);
        if (locked.Count == 0)
        {
            throw new StepFailedException(
                FailureCodes.UnsupportedConstraint, $"'{package}' can't be upgraded: the project takes it from elsewhere than the registry ('[patch]'), or uses it nowhere.");
        }

        // Members may lag behind each other. The oldest tells where the upgrade starts from; none is to be newer than the target.
        var (edge, version) = locked[0];
        var member = metadata.Packages.First(candidate => project.Members.ContainsKey(candidate.Id) && new CargoLockedPackage(candidate.Name, candidate.Version, null, null).Id == edge.From);
        var declarations = project.DeclarationsOf(member.Id)[package].Where(declaration => declaration.Dependency.Key == edge.Name).ToList();
        var first = declarations.Find(declaration => declaration.Dependency.Constraint!.Text == edge.Range) ?? declarations[0];
        return new RustDeclaration
        {
            ManifestPath = first.Manifest.Path,
            ManifestPackageId = edge.From,
            Range = first.Dependency.Constraint!.Text,
            LockedVersion = version,
            Graph = graph,
            Notes = Notes(run, project),
            Project = project,
            IsLockTracked = isTracked,
            BaseLock = content,
            NewestLockedVersion = locked[^1].Version,
            CrateName = CrateNameIn(metadata, member.Id, edge.Name),
        };
    }

    /// <summary>What members resolve a package to, the oldest version first.</summary>
    public static IReadOnlyList<(DependencyEdge Edge, string Version)> Locked(LockGraph graph, string package)
    {
        var packages = graph.Packages.ToDictionary(locked => locked.Id, StringComparer.Ordinal);
        return
        [
            .. graph.Edges
                .Where(edge => packages[edge.From].Source == PackageSource.Project && edge.To is not null)
                .Select(edge => (Edge: edge, To: packages[edge.To!]))
                .Where(entry => entry.To.Name == package && entry.To.Source == PackageSource.Registry)
                .OrderBy(entry => Scheme.ParseVersion(entry.To.Version!)!, Comparer<IPackageVersion>.Create(Scheme.Compare))
                .Select(entry => (entry.Edge, entry.To.Version!)),
        ];
    }

    /// <summary>A library may be called otherwise than its package, and a member may call it otherwise again.</summary>
    private static string CrateNameIn(CargoMetadata metadata, string member, string key)
    {
        var packages = metadata.Packages.ToDictionary(package => package.Id, package => package.Name, StringComparer.Ordinal);
        var name = key.Replace('-', '_');
        var choices = metadata.Resolve.Nodes.First(node => node.Id == member).Deps;
        return choices.Any(choice => choice.Name == name) ? name
            : choices.FirstOrDefault(choice => packages[choice.Pkg] == key)?.Name is { Length: > 0 } other ? other
            : name;
    }

    private static List<string> Notes(UpgradeRun run, RustProject project)
    {
        var file = ToolchainFiles.Select(project.PathOf).FirstOrDefault(path => run.Files.Any(file => file.Path == path));
        return file is null ? [] : [$"'{file}' asks for a toolchain of its own; the tests ran with the worker's."];
    }
}
