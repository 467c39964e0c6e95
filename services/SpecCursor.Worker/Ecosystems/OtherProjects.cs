using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Ecosystems;

/// <summary>Manifests that have the package beside the project that is upgraded, and what the pull request says of them.</summary>
internal static class OtherProjects
{
    private const int MaximumNamed = 5;

    /// <summary>Those of some manifests that declare the package. What can't be read is in the way of its own project alone: tests have manifests that are broken on purpose.</summary>
    /// <param name="run">The run.</param>
    /// <param name="manifests">Paths of the manifests.</param>
    /// <param name="declares">Reads one, and says whether it declares the package.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(UpgradeRun run, IEnumerable<string> manifests, Func<string, Task<bool>> declares)
    {
        // Links within a repository are no attempt at anything, as long as nobody has to read them.
        var regular = run.Files.Where(file => file.IsRegular).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var found = new List<string>();
        foreach (var manifest in manifests.Where(regular.Contains))
        {
            try
            {
                if (await declares(manifest))
                {
                    found.Add(manifest);
                }
            }
            catch (StepFailedException)
            {
                continue;
            }
        }

        return found;
    }

    /// <param name="package">The package.</param>
    /// <param name="manifests">Paths of the manifests, those nearest to the root first.</param>
    public static IEnumerable<string> Notes(string package, IReadOnlyList<string> manifests)
    {
        foreach (var manifest in manifests.Take(MaximumNamed))
        {
            yield return $"'{manifest}' has '{package}' too, and is no part of the project that was upgraded: it takes an upgrade of its own.";
        }

        if (manifests.Count > MaximumNamed)
        {
            yield return $"So do {manifests.Count - MaximumNamed:N0} other manifests.";
        }
    }
}
