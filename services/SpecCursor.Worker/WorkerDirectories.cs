namespace SpecCursor.Worker;

/// <summary>Where the worker keeps things. Nothing in there matters: caches, and workspaces while they are in use.</summary>
internal sealed class WorkerDirectories
{
    /// <param name="stateDirectory">The state directory of the installation.</param>
    public WorkerDirectories(string stateDirectory)
    {
        Work = Path.Combine(stateDirectory, "work");
        Mirrors = Path.Combine(stateDirectory, "cache", "mirrors");
        PackageCaches = Path.Combine(stateDirectory, "cache", "packages");
        PackageLayers = Path.Combine(stateDirectory, "cache", "layers");
        Control = Path.Combine(stateDirectory, "worker");
    }

    /// <summary>A folder a run.</summary>
    public string Work { get; }

    /// <summary>A bare repository for each repository that was cloned.</summary>
    public string Mirrors { get; }

    /// <summary>A folder for each repository, of what its package managers downloaded where its code may have run.</summary>
    public string PackageCaches { get; }

    /// <summary>Stacks of layers, of what package managers downloaded for all.</summary>
    public string PackageLayers { get; }

    /// <summary>Our own small files.</summary>
    public string Control { get; }

    /// <summary>Makes them, closed to other users.</summary>
    public void Create()
    {
        foreach (var directory in new[] { Work, Mirrors, PackageCaches, PackageLayers, Control })
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
