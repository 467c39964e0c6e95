namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>What stands in for a module.</summary>
/// <param name="Path">The module's path.</param>
/// <param name="Version">The version that is replaced; null for all.</param>
/// <param name="NewPath">Another module's path, or a folder.</param>
/// <param name="NewVersion">The other module's version; null for a folder.</param>
internal sealed record GoReplacement(string Path, string? Version, string NewPath, string? NewVersion)
{
    /// <summary>Reads a <c>replace</c>.</summary>
    /// <exception cref="FormatException">It does not name what it has to.</exception>
    public static GoReplacement Of(GoModDirective directive)
    {
        var words = directive.Words.Select(word => word.Text).ToList();
        var arrow = words.IndexOf("=>");
        return arrow is 1 or 2 && words.Count - arrow is 2 or 3
            ? new GoReplacement(words[0], arrow == 2 ? words[1] : null, words[arrow + 1], words.Count - arrow == 3 ? words[^1] : null)
            : throw new FormatException("'replace' has to name a module and what replaces it");
    }

    /// <summary>Whether it stands in for a version.</summary>
    public bool Replaces(string path, string version) => Path == path && (Version is null || Version == version);

    /// <inheritdoc/>
    public override string ToString() => NewVersion is null ? NewPath : $"{NewPath} {NewVersion}";
}
