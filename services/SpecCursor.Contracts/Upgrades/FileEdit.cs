namespace SpecCursor.Contracts.Upgrades;

/// <summary>A replacement of one existing file, which applies only to the very bytes that it was made from.</summary>
public sealed record FileEdit
{
    /// <summary>Repository-relative path with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the bytes it replaces, lower-case hexadecimal.</summary>
    public required string BaseSha256 { get; init; }

    /// <summary>The whole new text.</summary>
    public required string NewContent { get; init; }

    /// <summary>Unified diff for people to read.</summary>
    public required string Diff { get; init; }
}
