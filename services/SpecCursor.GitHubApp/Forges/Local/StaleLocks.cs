namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>
/// Removes the locks that a git process left on our own references when it was killed in the middle. Every run of git here ends within a
/// minute, so an older lock has no owner.
/// </summary>
internal static class StaleLocks
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(5);

    /// <summary>Looks at the lock of each reference.</summary>
    public static void Remove(string directory, IEnumerable<string> references, DateTimeOffset now)
    {
        foreach (var reference in references.Where(name => name.Contains("/speccursor/", StringComparison.Ordinal)))
        {
            var lockFile = new FileInfo(Path.Combine(directory, reference + ".lock"));
            if (lockFile.Exists && now - lockFile.LastWriteTimeUtc > Age)
            {
                lockFile.Delete();
            }
        }
    }
}
