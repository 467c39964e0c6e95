using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Go;

/// <summary>Finds the modules of a repository.</summary>
internal static class GoModuleFinder
{
    private const int MaximumModules = 2000;

    /// <summary>All of them, the root's first. What lies in folders that go itself doesn't look into is none.</summary>
    /// <exception cref="StepFailedException">There is none, or a manifest is broken.</exception>
    public static async Task<IReadOnlyList<GoModule>> FindAsync(UpgradeRun run, CancellationToken cancellationToken)
    {
        var tracked = run.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var folders = tracked
            .Where(path => Path.GetFileName(path) == GoModFile.FileName)
            .Select(path => Path.GetDirectoryName(path)!)
            .Where(folder => !folder.Split('/').Any(IsIgnored))
            .OrderBy(folder => folder.Length == 0 ? 0 : folder.Split('/').Length)
            .ThenBy(folder => folder, StringComparer.Ordinal)
            .Take(MaximumModules)
            .ToList();
        if (folders.Count == 0)
        {
            throw new StepFailedException(FailureCodes.ManifestNotFound, "The repository has no go.mod.");
        }

        var modules = new List<GoModule>();
        foreach (var folder in folders)
        {
            modules.Add(await ReadAsync(run, folder, tracked, cancellationToken));
        }

        return modules;
    }

    /// <summary>Whether go leaves a folder of this name out, or it is what <c>go mod vendor</c> made.</summary>
    public static bool IsIgnored(string folder) => folder is "vendor" or "testdata" || folder.StartsWith('_') || folder.StartsWith('.');

    /// <summary>Reads the module in a folder.</summary>
    /// <exception cref="StepFailedException">Its manifest is broken.</exception>
    public static async Task<GoModule> ReadAsync(UpgradeRun run, string folder, IReadOnlySet<string> tracked, CancellationToken cancellationToken)
    {
        var prefix = folder.Length == 0 ? string.Empty : folder + "/";
        var path = prefix + GoModFile.FileName;
        var content = await run.Workspace.Tree.ReadAsync(path, GoModFile.MaximumBytes, cancellationToken)
            ?? throw new StepFailedException(FailureCodes.ManifestNotFound, $"'{path}' is not there.");
        var checksums = prefix + GoChecksums.FileName;
        return new GoModule
        {
            Folder = folder,
            Manifest = GoModFile.Parse(path, content),
            Content = content,
            Checksums = tracked.Contains(checksums) ? await run.Workspace.Tree.ReadAsync(checksums, GoChecksums.MaximumBytes, cancellationToken) : null,
            IsVendored = tracked.Contains(prefix + GoModule.VendorList),
        };
    }
}
