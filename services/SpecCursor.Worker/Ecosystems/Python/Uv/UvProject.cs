using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems.Python.Uv;

/// <summary>Finds what uv reads besides the project's own manifest.</summary>
internal static class UvProject
{
    /// <summary>
    /// The options that uv takes for a folder. It reads the nearest configuration on the way up; here all of them count, so that none can name what
    /// was not looked at.
    /// </summary>
    /// <returns>The options, and whether a folder above is the root of a workspace.</returns>
    /// <exception cref="StepFailedException">A configuration can't be read.</exception>
    public static async Task<(IReadOnlyList<(string Path, PipOption Option)> Options, bool IsInWorkspace)> ReadAsync(
        UpgradeRun run, string folder, CancellationToken cancellationToken)
    {
        var options = new List<(string Path, PipOption Option)>();
        var isInWorkspace = false;
        for (var next = folder; next is not null; next = Path.GetDirectoryName(next))
        {
            var names = new[] { Pyproject.FileName, UvTables.FileName }.Select(name => Path.Combine(next, name)).ToHashSet(StringComparer.Ordinal);
            foreach (var path in run.Files.Select(file => file.Path).Where(names.Contains))
            {
                var content = await run.Workspace.Tree.ReadAsync(path, PythonManifest.MaximumBytes, cancellationToken)
                    ?? throw new StepFailedException(FailureCodes.ManifestNotFound, $"'{path}' is not there.");
                var tables = Pyproject.Parse(path, content).Uv;
                options.AddRange(tables.Options.Select(option => (path, option)));
                isInWorkspace |= tables.HasWorkspace && next != folder;
            }
        }

        return (options, isInWorkspace);
    }
}
