using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Monitoring;

/// <summary>A directory of this machine that a container keeps its data in, for images without a place of their user's for a volume.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="User">Who the container is to run as to write there: a user and a group id with a colon between.</param>
public sealed record DataMount(string Directory, string User)
{
    /// <summary>Makes the directory.</summary>
    /// <param name="directory">The container's own directory, absolute.</param>
    public static DataMount Prepare(string directory)
    {
        var user = ServerUser.Resolve("prometheus", "nobody");
        return new DataMount(MonitoringDirectory.Prepare(directory, user), MonitoringDirectory.ContainerUser(user));
    }
}
