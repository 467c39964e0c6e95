using SpecCursor.Versioning.Go;
using SpecCursor.Worker.Ecosystems.Go.Work;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Where the modules of a repository require the package.</summary>
internal sealed record GoDeclaration : Declaration
{
    /// <summary>The package's path.</summary>
    public required GoModulePath Path { get; init; }

    /// <summary>Those that require it: first those that import it themselves.</summary>
    public required IReadOnlyList<GoModule> Modules { get; init; }

    /// <summary>The workspaces that these are in, and how they are kept.</summary>
    public required IReadOnlyDictionary<GoWorkspace, GoWorkspaceUpkeep> Workspaces { get; init; }

    /// <summary>Folders of all modules of the repository.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>How modules are kept, by folder: all of <see cref="Modules"/>, and all that <c>go work sync</c> may change.</summary>
    public required IReadOnlyDictionary<string, GoUpkeep> Upkeep { get; init; }

    /// <summary>The newest of the versions that the modules have: they may differ.</summary>
    public required GoVersion NewestLocked { get; init; }

    /// <summary>Manifests, checksums and what was vendored.</summary>
    public required IReadOnlyCollection<string> Managed { get; init; }

    public override IReadOnlyCollection<string> ManagedFiles => Managed;

    /// <summary>All modules that the upgrade reaches: those that require the package, and those that are built together with them.</summary>
    public IEnumerable<GoModule> Reached => Modules.Concat(Workspaces.Keys.SelectMany(workspace => workspace.Modules)).DistinctBy(module => module.Folder);

    /// <summary>Those of <see cref="Modules"/> that are in no workspace.</summary>
    public IEnumerable<GoModule> Alone => Modules.Where(module => WorkspaceOf(module) is null);

    /// <summary>The workspace that a module is in; null for none.</summary>
    public GoWorkspace? WorkspaceOf(GoModule module) => Workspaces.Keys.FirstOrDefault(workspace => workspace.Holds(module));
}
