using SpecCursor.Backing.Files;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.AppHost.State;

/// <summary>
/// The one directory that a SpecCursor keeps everything in. Other users can pass through it, since Postgres runs as one where the
/// application runs as root, but only its owner reads secrets and logs.
/// </summary>
internal sealed class StateDirectory
{
    private StateDirectory(string root)
    {
        Root = Directories.Create(root, Directories.Traversable);
        Data = Directories.Create(Path.Combine(root, "data"), Directories.Traversable);
        Secrets = Directories.Create(Path.Combine(root, "secrets"), Directories.Private);
        Forge = Directories.Create(Path.Combine(root, "forge"), Directories.Traversable);
        Logs = Directories.Create(Path.Combine(root, "logs"), Directories.Private);
        Run = Directories.Create(Path.Combine(root, "run"), Directories.Traversable);
        Cache = Directories.Create(Path.Combine(root, "cache"), Directories.Traversable);
    }

    /// <summary>The directory itself.</summary>
    public string Root { get; }

    /// <summary>Databases.</summary>
    public string Data { get; }

    /// <summary>Generated credentials, one a file.</summary>
    public string Secrets { get; }

    /// <summary>The local forge's repositories.</summary>
    public string Forge { get; }

    /// <summary>Logs of detached runs.</summary>
    public string Logs { get; }

    /// <summary>What belongs to the run that is on: its lock, its status, its servers' configuration.</summary>
    public string Run { get; }

    /// <summary>What runs and where; there while something does.</summary>
    public string StatusFile => StateLocation.StatusFile(Root);

    /// <summary>What can be fetched again.</summary>
    public string Cache { get; }

    /// <summary>Makes the directory, or repairs the modes of the one that is there.</summary>
    /// <exception cref="Startup.StartupException">It cannot be made.</exception>
    public static StateDirectory Open(string path)
    {
        try
        {
            return new StateDirectory(path);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new Startup.StartupException($"The state directory {path} cannot be used: {exception.Message} Set SPECCURSOR_STATE_DIR to another one.");
        }
    }

    /// <summary>
    /// Discards everything that a run accumulates: databases, the local forge, caches, and the passwords that only those databases
    /// know. The API's and the webhook's credentials stay, since others hold copies.
    /// </summary>
    public void Clear()
    {
        foreach (var (directory, mode) in new[] { (Data, Directories.Traversable), (Forge, Directories.Traversable), (Cache, Directories.Traversable) })
        {
            // Renamed first: a deletion that is cut short leaves nothing that looks like data.
            var discarded = $"{directory}.discarded-{Guid.NewGuid():N}";
            Directory.Move(directory, discarded);
            Directories.Create(directory, mode);
        }

        foreach (var discarded in Directory.EnumerateDirectories(Root, "*.discarded-*"))
        {
            Directory.Delete(discarded, recursive: true);
        }

        File.Delete(Path.Combine(Secrets, SecretStore.PostgresPassword));
        File.Delete(Path.Combine(Secrets, SecretStore.RedisPassword));
    }
}
