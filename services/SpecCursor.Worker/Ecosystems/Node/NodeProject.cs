namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>A project that is installed as one: a root and its workspaces.</summary>
internal sealed record NodeProject
{
    public required INodePackageManager Manager { get; init; }

    /// <summary>Where its lockfile is, repository-relative, tracked or not.</summary>
    public required string LockPath { get; init; }

    /// <summary>The lockfile of the base commit; null where none is tracked.</summary>
    public required byte[]? TrackedLock { get; init; }

    public required PackageJson Root { get; init; }

    /// <summary>The root and all workspaces.</summary>
    public required IReadOnlyList<PackageJson> Manifests { get; init; }

    /// <summary>Those that declare the package; the root first where it does.</summary>
    public required IReadOnlyList<DeclarationSite> Sites { get; init; }

    /// <summary>Every file with constraints on the package to edit.</summary>
    public required IReadOnlyList<ConstraintFile> Files { get; init; }

    /// <summary>What constraints on the package such as <c>catalog:</c> stand for, where one is used.</summary>
    public IReadOnlyDictionary<(string Package, string Constraint), string> Catalogs { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>Other manifests of the repository that declare the package.</summary>
    public IReadOnlyList<string> Elsewhere { get; init; } = [];

    /// <summary>The root's folder, relative; empty for the repository's.</summary>
    public string Folder => Root.Folder;

    /// <summary>A path of the repository for one relative to the project.</summary>
    public string PathOf(string relative) => Folder.Length == 0 ? relative : $"{Folder}/{relative}";

    /// <summary>The id in the lock graph of the package that a manifest describes: its folder, relative to the project.</summary>
    public string IdOf(PackageJson manifest) => Folder.Length == 0 ? manifest.Folder : manifest.Folder == Folder ? string.Empty : manifest.Folder[(Folder.Length + 1)..];
}
