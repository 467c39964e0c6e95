namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>A module of the repository.</summary>
internal sealed record GoModule
{
    /// <summary>What is there where a module is vendored, relative to it.</summary>
    public const string VendorList = "vendor/modules.txt";

    /// <summary>Its folder, repository-relative; empty for the root.</summary>
    public required string Folder { get; init; }

    public required GoModFile Manifest { get; init; }

    /// <summary>The manifest at the base commit.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The checksums at the base commit; null where the repository has none.</summary>
    public byte[]? Checksums { get; init; }

    /// <summary>Whether it carries the modules that it needs along, in <c>vendor</c>.</summary>
    public required bool IsVendored { get; init; }

    public string ManifestPath => PathOf(GoModFile.FileName);

    public string ChecksumsPath => PathOf(GoChecksums.FileName);

    public string VendorPath => PathOf("vendor");

    /// <summary>Its own line for a module; null for none.</summary>
    public GoRequirement? Requirement(string path) => Manifest.Requirements.FirstOrDefault(requirement => requirement.Path == path);

    /// <summary>A path of the repository for one relative to the module.</summary>
    public string PathOf(string relative) => Folder.Length == 0 ? relative : $"{Folder}/{relative}";

    /// <summary>Whether a file is one of Go that belongs to the module's packages, or those below it, and not to another module's.</summary>
    /// <param name="path">The file, repository-relative.</param>
    /// <param name="folders">The folders of all modules of the repository.</param>
    public bool HasSource(string path, IReadOnlyList<string> folders) =>
        path.EndsWith(".go", StringComparison.Ordinal)
        && Within(path) is { } within
        && !within.Split('/').SkipLast(1).Any(GoModuleFinder.IsIgnored)
        && !folders.Any(folder => folder != Folder && Within(folder) is not null && path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>A path relative to the module for one of the repository; null for what is not below its folder.</summary>
    public string? Within(string path) => Folder.Length == 0 ? path : path.StartsWith(Folder + "/", StringComparison.Ordinal) ? path[(Folder.Length + 1)..] : null;
}
