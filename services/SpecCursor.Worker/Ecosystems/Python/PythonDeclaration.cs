using SpecCursor.Worker.Ecosystems.Manifests;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>Where a Python project declares the package, and what pip installs of its base commit.</summary>
internal sealed record PythonDeclaration : Declaration
{
    public required PythonProject Project { get; init; }

    /// <summary>The places that apply where the worker runs.</summary>
    public required IReadOnlyList<DeclarationSite> Sites { get; init; }

    /// <summary>The place that the report names.</summary>
    public required ConstraintSite First { get; init; }

    public required ProjectIndexes Indexes { get; init; }

    /// <summary>What pip chose for the base commit.</summary>
    public required PythonLock Lock { get; init; }

    public override IReadOnlyCollection<string> ProjectFolders => [Project.Folder, .. Project.Members.Select(Project.PathOf)];

    public override IReadOnlyCollection<string> ManagedFiles => [.. Project.Manifests.Select(manifest => manifest.Path), .. Project.Lockfile is { } locked ? new[] { locked } : []];
}
