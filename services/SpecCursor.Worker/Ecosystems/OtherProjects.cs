namespace SpecCursor.Worker.Ecosystems;

/// <summary>What the pull request says of manifests that have the package beside the project that is upgraded.</summary>
internal static class OtherProjects
{
    private const int MaximumNamed = 5;

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
