namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>What stands in for a module.</summary>
/// <param name="Path">The module's path.</param>
/// <param name="Version">The version that is replaced; null for all.</param>
/// <param name="NewPath">Another module's path, or a folder.</param>
/// <param name="NewVersion">The other module's version; null for a folder.</param>
internal sealed record GoReplacement(string Path, string? Version, string NewPath, string? NewVersion)
{
    /// <summary>Whether it stands in for a version.</summary>
    public bool Replaces(string path, string version) => Path == path && (Version is null || Version == version);

    /// <inheritdoc/>
    public override string ToString() => NewVersion is null ? NewPath : $"{NewPath} {NewVersion}";
}
