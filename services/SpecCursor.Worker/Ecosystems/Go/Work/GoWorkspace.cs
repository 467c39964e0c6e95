namespace SpecCursor.Worker.Ecosystems.Go.Work;

/// <summary>Modules that go builds as one, because a <c>go.work</c> uses them.</summary>
internal sealed record GoWorkspace
{
    /// <summary>Where the <c>go.work</c> is, repository-relative.</summary>
    public required string Path { get; init; }

    /// <summary>The <c>go.work</c> at the base commit.</summary>
    public required byte[] Content { get; init; }

    public required GoWorkFile File { get; init; }

    /// <summary>The <c>go.work.sum</c> at the base commit; null where the repository has none.</summary>
    public byte[]? Checksums { get; init; }

    /// <summary>All modules that it uses.</summary>
    public required IReadOnlyList<GoModule> Modules { get; init; }

    /// <summary>Whether the modules that all of them need are in a <c>vendor</c> beside it.</summary>
    public required bool IsVendored { get; init; }

    public string ChecksumsPath => Path + ".sum";

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>All packages of its modules, as go wants to be told in its folder.</summary>
    public IEnumerable<string> Patterns => Modules.Select(module => $"{RelativePath(Folder, module.Folder)}/...");

    /// <summary>The path of its file for somebody in a folder of the repository.</summary>
    public string PathFrom(string folder) => RelativePath(folder, Path);

    /// <summary>Whether it lies in the module's folder or one above, where go looks for it.</summary>
    public bool IsAbove(GoModule module) => Folder.Length == 0 || module.Folder == Folder || module.Folder.StartsWith(Folder + "/", StringComparison.Ordinal);

    public bool Holds(GoModule module) => Modules.Any(other => other.Folder == module.Folder);

    /// <summary>A path that can't be mistaken for that of a module: it begins with dots.</summary>
    /// <param name="from">A folder of the repository.</param>
    /// <param name="to">A file or folder of the repository.</param>
    public static string RelativePath(string from, string to)
    {
        var path = System.IO.Path.GetRelativePath("/" + from, "/" + to);
        return path is "." or ".." || path.StartsWith("../", StringComparison.Ordinal) ? path : "./" + path;
    }
}
