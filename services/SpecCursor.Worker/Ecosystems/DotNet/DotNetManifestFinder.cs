using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.DotNet;

/// <summary>Finds a repository's projects and what goes with them.</summary>
internal static class DotNetManifestFinder
{
    private const int MaximumManifests = 2000;
    private const long MaximumBytes = 64 * 1024 * 1024;
    private static readonly HashSet<string> ForeignFolders = new(["bin", "obj", "node_modules"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Those nearest to the root first.</summary>
    /// <exception cref="StepFailedException">There is none, or one can't be read.</exception>
    public static async Task<IReadOnlyList<DotNetManifest>> FindAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var files = run.Files
            .Where(file => DotNetManifest.FormatOf(file.Path) is not null && !file.Path.Split('/').Any(ForeignFolders.Contains))
            .OrderBy(file => file.Path.Count(character => character == '/'))
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .Take(MaximumManifests)
            .ToList();
        if (files.Count == 0)
        {
            throw new StepFailedException(FailureCodes.ManifestNotFound, "The repository has no project of .NET.");
        }

        if (files.Sum(file => file.Size) > MaximumBytes)
        {
            throw new StepFailedException(FailureCodes.FileTooLarge, $"The repository's projects together are larger than {MaximumBytes / 1024 / 1024} MiB.");
        }

        var manifests = new List<DotNetManifest>();
        foreach (var file in files)
        {
            var content = await run.Workspace.Tree.ReadAsync(file.Path, DotNetManifest.MaximumBytes, cancellationToken)
                ?? throw new StepFailedException(FailureCodes.ManifestNotFound, $"'{file.Path}' is not there.");
            manifests.Add(new DotNetManifest(file.Path, content));
        }

        return manifests;
    }
}
