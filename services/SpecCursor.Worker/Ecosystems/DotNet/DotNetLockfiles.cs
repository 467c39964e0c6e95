namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>A repository's lockfiles: one a project, where it wants one.</summary>
internal static class DotNetLockfiles
{
    public const int MaximumBytes = 32 * 1024 * 1024;

    /// <summary>Those that are tracked, with what is in them.</summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var lockfiles = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in run.Files.Where(file => IsLockfile(Path.GetFileName(file.Path))))
        {
            lockfiles[file.Path] = await run.Workspace.Tree.ReadAsync(file.Path, MaximumBytes, cancellationToken) ?? [];
        }

        return lockfiles;
    }

    /// <summary><c>packages.lock.json</c>, or <c>packages.project.lock.json</c> where several projects share a folder.</summary>
    private static bool IsLockfile(string name) => name.StartsWith("packages.", StringComparison.Ordinal) && name.EndsWith(".lock.json", StringComparison.Ordinal);
}
