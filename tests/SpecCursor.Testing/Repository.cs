namespace SpecCursor.Testing;

/// <summary>The files of this repository, as they are in the work tree that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The directory of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The absolute path of a file or directory.</summary>
    /// <param name="path">Its path from the root, with slashes.</param>
    public static string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>The files below a directory, by their paths from the root, sorted.</summary>
    /// <param name="directory">The directory's path from the root.</param>
    /// <param name="pattern">Such as <c>*.yml</c>.</param>
    public static IReadOnlyList<string> FilesBelow(string directory, string pattern) =>
    [
        .. Directory.EnumerateFiles(PathOf(directory), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Order(StringComparer.Ordinal),
    ];

    // From the build's output upwards: the path of a source file is rewritten in a deterministic build.
    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "SpecCursor.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException($"No SpecCursor.sln is above {AppContext.BaseDirectory}.");
    }
}
