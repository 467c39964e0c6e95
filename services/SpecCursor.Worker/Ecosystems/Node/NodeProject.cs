namespace SpecCursor.Worker.Ecosystems.Node;

/// <summary>A project that npm installs as one: a root and its workspaces.</summary>
internal sealed record NodeProject
{
    public required PackageJson Root { get; init; }

    /// <summary>The root and all workspaces.</summary>
    public required IReadOnlyList<PackageJson> Manifests { get; init; }

    /// <summary>Those that declare the package; the root first where it does.</summary>
    public required IReadOnlyList<DeclarationSite> Sites { get; init; }

    /// <summary>The root's folder, relative; empty for the repository's.</summary>
    public string Folder => Root.Folder;

    /// <summary>A path of the repository for one relative to the project.</summary>
    public string PathOf(string relative) => Folder.Length == 0 ? relative : $"{Folder}/{relative}";
}
