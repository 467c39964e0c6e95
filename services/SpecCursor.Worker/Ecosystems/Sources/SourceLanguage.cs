using System.Text.RegularExpressions;

namespace SpecCursor.Worker.Ecosystems.Sources;

/// <summary>How to find the files that a repair may have to touch.</summary>
internal sealed record SourceLanguage
{
    /// <summary>Of file names, with the dot; in lower case.</summary>
    public required IReadOnlySet<string> Extensions { get; init; }

    /// <summary>Names of folders with what is not the repository's own code, such as <c>node_modules</c>.</summary>
    public IReadOnlySet<string> ForeignFolders { get; init; } = new HashSet<string>();

    /// <summary>
    /// Paths in what tests print: a group <c>path</c>, and a group <c>root</c> where the path is the workspace's (<c>/workspace/</c>). It should start
    /// only where a path can start: tried at every letter of a long word, it would take the square of its length.
    /// </summary>
    public required Regex TracedPaths { get; init; }
}
