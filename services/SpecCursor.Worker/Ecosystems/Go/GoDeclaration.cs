using SpecCursor.Versioning.Go;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Where the modules of a repository require the package.</summary>
internal sealed record GoDeclaration : Declaration
{
    /// <summary>The package's path.</summary>
    public required GoModulePath Path { get; init; }

    /// <summary>Those that require it: first those that import it themselves.</summary>
    public required IReadOnlyList<GoModule> Modules { get; init; }

    /// <summary>Folders of all modules of the repository.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Of <see cref="Modules"/>, the folders of those that <c>go mod tidy</c> changes nothing in at the base commit.</summary>
    public required IReadOnlySet<string> Tidy { get; init; }

    /// <summary>The newest of the versions that the modules have: they may differ.</summary>
    public required GoVersion NewestLocked { get; init; }

    /// <summary>Manifests, checksums and what was vendored.</summary>
    public required IReadOnlyCollection<string> Managed { get; init; }

    public override IReadOnlyCollection<string> ManagedFiles => Managed;
}
