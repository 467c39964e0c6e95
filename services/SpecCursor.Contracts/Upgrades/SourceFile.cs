namespace SpecCursor.Contracts.Upgrades;

/// <summary>One text file of the repository as it stands at the base commit, without any repair. Content is at most 64 KiB.</summary>
public sealed record SourceFile
{
    /// <summary>Repository-relative path with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>The whole text, UTF-8 decoded, line ends as they are.</summary>
    public required string Content { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the file's bytes.</summary>
    public required string Sha256 { get; init; }
}
