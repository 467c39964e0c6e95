namespace SpecCursor.ProofEngine.Engines.Processes;

/// <summary>Finds executables.</summary>
internal static class Executable
{
    /// <summary>The path of an executable; null when it isn't there.</summary>
    /// <param name="configured">Its path, where the operator gave one; empty when it is not to be used; null to look on <c>PATH</c>.</param>
    /// <param name="name">Its name on <c>PATH</c>.</param>
    public static string? Find(string? configured, string name)
    {
        if (configured is not null)
            return File.Exists(configured) ? Path.GetFullPath(configured) : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
            .FirstOrDefault(File.Exists);
    }
}
