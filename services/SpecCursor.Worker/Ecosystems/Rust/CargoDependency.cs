using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.Rust;

/// <summary>A dependency that a manifest declares.</summary>
internal sealed record CargoDependency
{
    /// <summary>Where it stands, such as <c>dev-dependencies</c> or <c>target.cfg(unix).dependencies</c>.</summary>
    public required string Section { get; init; }

    /// <summary>What the manifest calls it: an alias where there is a <see cref="Rename"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The package's name where the manifest calls it otherwise.</summary>
    public string? Rename { get; init; }

    /// <summary>The requirement; null where there is none.</summary>
    public ConstraintSite? Constraint { get; init; }

    /// <summary>Whether it is taken from <c>[workspace.dependencies]</c>.</summary>
    public bool IsInherited { get; init; }

    /// <summary>What it is taken from where that is not the registry: <c>git</c>, <c>path</c>, <c>registry</c>; else null.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>The package's name in the registry. Of an inherited dependency, only the workspace knows it.</summary>
    public string Package => Rename ?? Key;

    /// <summary>Whether it is what members inherit.</summary>
    public bool IsOfWorkspace => Section == CargoManifest.WorkspaceSection;
}
