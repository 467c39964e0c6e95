using SpecCursor.Versioning.Python;

namespace SpecCursor.Worker.Ecosystems.Python;

/// <summary>A folder whose manifests are installed into one environment.</summary>
internal sealed record PythonProject
{
    /// <summary>Its folder, relative; empty for the repository's root.</summary>
    public required string Folder { get; init; }

    /// <summary>Every manifest that is installed, in the order in which the first counts as the project's own.</summary>
    public required IReadOnlyList<PythonManifest> Manifests { get; init; }

    /// <summary>The requirements files that pip is told to install; it finds itself what they include.</summary>
    public required IReadOnlyList<string> Roots { get; init; }

    /// <summary>The sections of <c>pyproject.toml</c> that are installed.</summary>
    public required IReadOnlySet<string> Sections { get; init; }

    /// <summary>The lockfile, where Poetry or uv locks the project; null for none.</summary>
    public string? Lockfile { get; init; }

    /// <summary>pip's options that are said elsewhere than in the manifests, and where.</summary>
    public IReadOnlyList<(string Path, PipOption Option)> FurtherOptions { get; init; } = [];

    /// <summary>Why the tool that locks the project can't be called, as a sentence; null where nothing is in the way.</summary>
    public string? Refusal { get; init; }

    /// <summary>Where uv locks several projects as one: the folders of all but the root's, relative to the project's.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Manifests of the repository's other projects that require the package.</summary>
    public IReadOnlyList<string> Elsewhere { get; init; } = [];

    /// <summary>A path of the repository for one relative to the project.</summary>
    public string PathOf(string relative) => Folder.Length == 0 ? relative : $"{Folder}/{relative}";

    /// <summary>Where the manifests declare a package.</summary>
    public IEnumerable<DeclarationSite> SitesOf(string package) =>
        from declared in Declared()
        where declared.Declared.Name == PythonName.Normalize(package)
        select declared;

    /// <summary>All requirements that are installed. What members of a workspace require of each other is not: none of them is installed.</summary>
    public IEnumerable<DeclarationSite> Declared()
    {
        var own = Members.Count == 0 ? [] : Manifests.Select(manifest => manifest.Pyproject?.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return from manifest in Manifests
               from declared in manifest.Requirements
               where (manifest.Pyproject is null || Sections.Contains(declared.Site.Section)) && !own.Contains(declared.Name)
               select new DeclarationSite(manifest, declared);
    }

    /// <summary>The project's own requirements, as lines of a requirements file; none where files with hashes say it all.</summary>
    public IEnumerable<string> PyprojectLines() => Manifests.Any(manifest => manifest.Requirements.Any(declared => declared.Hashes is not null))
        ? []
        : Declared().Where(site => site.Manifest.Pyproject is not null).Select(site => site.Declared.Requirement.Text.ReplaceLineEndings(" "));

    /// <summary>The same project with other bytes in some manifests.</summary>
    public PythonProject With(IReadOnlyDictionary<string, byte[]> contents) => this with
    {
        Manifests = [.. Manifests.Select(manifest => contents.TryGetValue(manifest.Path, out var content) ? manifest.With(content) : manifest)],
    };
}
