namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>What go chose for a module of the repository, or for those of a workspace together.</summary>
internal sealed record GoBuildList
{
    /// <summary>The module itself, or all of the workspace.</summary>
    public required IReadOnlyList<GoModule> Modules { get; init; }

    /// <summary>The file that says so: the module's manifest, or the workspace's.</summary>
    public required string Path { get; init; }

    /// <summary>Tells the choice apart from others in the repository: the module's folder, or the path of the workspace's file.</summary>
    public required string Scope { get; init; }

    /// <summary>The modules that it is built with, by path.</summary>
    public required IReadOnlyDictionary<string, GoChoice> Choices { get; init; }

    /// <summary>Who requires what: a module with its version (without for the module itself), and what it requires.</summary>
    public required IReadOnlyList<(string From, string Path, string Version)> Requirements { get; init; }

    /// <summary>All hashes, also of modules that only have to be looked at, which a tidy <c>go.sum</c> leaves out.</summary>
    public required GoChecksums Checksums { get; init; }

    /// <summary>The version that was chosen; null where it isn't part of the build.</summary>
    public string? VersionOf(string path) => Choices.GetValueOrDefault(path)?.Version;
}
