using System.Globalization;
using SpecCursor.Backing.Files;

namespace SpecCursor.Backing.Processes;

/// <summary>The unprivileged user that a backing server runs as when the application itself runs as root.</summary>
/// <param name="Name">The login name.</param>
/// <param name="UserId">Its numeric user id.</param>
/// <param name="GroupId">Its numeric primary group id.</param>
public sealed record ServerUser(string Name, uint UserId, uint GroupId)
{
    /// <summary>The user to drop to: null when this process is not root, and so has nothing to drop.</summary>
    /// <param name="preferred">Login names in order of preference; the first that exists is taken.</param>
    /// <exception cref="BackingException">Root without any of these users, or without <c>setpriv</c>.</exception>
    public static ServerUser? Resolve(params IReadOnlyList<string> preferred)
    {
        if (!Posix.IsRoot)
        {
            return null;
        }

        if (ExecutableSearch.OnPath("setpriv") is null)
        {
            throw new BackingException(
                "Backing servers do not run as root, and setpriv, which would drop to another user, is missing. Install util-linux, or start as a normal user.");
        }

        var users = Parse(File.ReadLines("/etc/passwd")).ToDictionary(user => user.Name);
        return preferred.Select(users.GetValueOrDefault).FirstOrDefault(user => user is not null)
            ?? throw new BackingException($"None of the users {string.Join(", ", preferred)} exists to run a server as. Add one, or start as a normal user.");
    }

    /// <summary>Checks that this user can reach a directory that its server is to work in.</summary>
    /// <exception cref="BackingException">A directory on the way keeps the user out.</exception>
    public void RequireWayTo(string path)
    {
        if (Directories.FirstClosedToOthers(path) is { } closed)
        {
            throw new BackingException(
                $"The server runs as user {Name}, who cannot pass {closed}: chmod o+x {closed}, or set SPECCURSOR_STATE_DIR to another place.");
        }
    }

    /// <summary>Gives a directory or file to this user.</summary>
    public void Own(string path) => Posix.ChangeOwner(path, UserId, GroupId);

    /// <summary>Gives a directory and all that is in it to this user: an earlier start may have had another, who wrote there.</summary>
    public void OwnAll(string directory)
    {
        Own(directory);
        foreach (var path in Directory.EnumerateFileSystemEntries(directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            Own(path);
        }
    }

    internal static IEnumerable<ServerUser> Parse(IEnumerable<string> passwd)
    {
        foreach (var line in passwd)
        {
            var fields = line.Split(':');
            if (fields.Length >= 4
                && uint.TryParse(fields[2], CultureInfo.InvariantCulture, out var user)
                && uint.TryParse(fields[3], CultureInfo.InvariantCulture, out var group)
                && user != 0)
            {
                yield return new ServerUser(fields[0], user, group);
            }
        }
    }
}
