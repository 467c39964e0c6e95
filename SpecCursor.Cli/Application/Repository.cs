namespace SpecCursor.Cli.Application;

/// <summary>Where SpecCursor's own files are: this program is started from its build output.</summary>
internal static class Repository
{
    /// <summary>The top of the tree.</summary>
    public static string Root { get; } =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ApplicationLauncher.AppHostPath)!, "..", "..", "..", ".."));
}
