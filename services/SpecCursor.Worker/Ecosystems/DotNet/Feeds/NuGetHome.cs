namespace SpecCursor.Worker.Ecosystems.DotNet.Feeds;

/// <summary>
/// A home for one question to NuGet. dotnet writes into its home whatever it is asked, and that of a service is often read-only, as in a container. NuGet's settings in
/// it are those of the service's user.
/// </summary>
internal sealed class NuGetHome : IDisposable
{
    private const string Settings = ".nuget";

    private NuGetHome(string path) => Path = path;

    public string Path { get; }

    /// <param name="directories">Where it is made.</param>
    /// <param name="userHome">The home of the service's user.</param>
    public static NuGetHome Create(WorkerDirectories directories, string userHome)
    {
        var home = new NuGetHome(System.IO.Path.Combine(directories.Control, $"nuget-{Guid.NewGuid():N}"));
        Directory.CreateDirectory(home.Path);

        // Where there are no settings, NuGet writes its defaults.
        var settings = System.IO.Path.Combine(userHome, Settings);
        if (Directory.Exists(System.IO.Path.Combine(settings, "NuGet")))
        {
            Directory.CreateSymbolicLink(System.IO.Path.Combine(home.Path, Settings), settings);
        }

        return home;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
