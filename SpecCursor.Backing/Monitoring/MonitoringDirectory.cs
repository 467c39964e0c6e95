using System.Globalization;
using SpecCursor.Backing.Files;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Monitoring;

/// <summary>The directory of a monitoring server: its data, and a copy of its configuration that its user can read.</summary>
internal static class MonitoringDirectory
{
    /// <summary>Makes the directory and the one for data in it.</summary>
    /// <param name="directory">The server's own directory.</param>
    /// <param name="user">Who it runs as; null for the caller.</param>
    /// <returns>The directory for data.</returns>
    public static string Prepare(string directory, ServerUser? user)
    {
        Directories.Create(directory, Directories.Readable);
        user?.RequireWayTo(directory);
        var data = Directories.Create(Path.Combine(directory, "data"), Directories.Private);
        user?.OwnAll(data);
        return data;
    }

    /// <summary>The user and group that a container is to run as, so that it reads what this process wrote.</summary>
    /// <param name="user">Who it runs as; null for the caller.</param>
    public static string ContainerUser(ServerUser? user) => user is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Posix.UserId}:{Posix.GroupId}")
        : string.Create(CultureInfo.InvariantCulture, $"{user.UserId}:{user.GroupId}");

    /// <summary>Where the copy of a configuration is.</summary>
    /// <param name="directory">The server's own directory.</param>
    public static string CopyOf(string directory) => Path.Combine(directory, "configuration");

    /// <summary>Replaces the copy of a configuration: files that are gone from the original are gone from the copy.</summary>
    /// <param name="source">The original's directory.</param>
    /// <param name="mainFile">The file that must be there.</param>
    /// <param name="directory">The server's own directory.</param>
    /// <param name="keep">A directory in the copy that is not of the original's making.</param>
    /// <returns>The copy's directory.</returns>
    public static string CopyConfiguration(string source, string mainFile, string directory, string? keep = null)
    {
        if (!File.Exists(Path.Combine(source, mainFile)))
        {
            throw new BackingException($"{Path.Combine(source, mainFile)} is missing: it belongs to SpecCursor's own files.");
        }

        var copy = Directories.Create(CopyOf(directory), Directories.Readable);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (keep is not null && Path.GetDirectoryName(relative) == keep)
            {
                continue;
            }

            kept.Add(relative);
            var target = Path.Combine(copy, relative);
            Directories.Create(Path.GetDirectoryName(target)!, Directories.Readable);
            File.Copy(file, target, overwrite: true);
        }

        foreach (var file in Directory.EnumerateFiles(copy, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(copy, file);
            if (!kept.Contains(relative) && Path.GetDirectoryName(relative) != keep)
            {
                File.Delete(file);
            }
        }

        return copy;
    }
}
