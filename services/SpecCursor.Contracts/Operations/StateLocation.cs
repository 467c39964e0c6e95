namespace SpecCursor.Contracts.Operations;

/// <summary>Where a SpecCursor keeps its state when nothing else is said, and what others than itself read there.</summary>
public static class StateLocation
{
    /// <summary>The environment variable that names another directory.</summary>
    public const string Variable = "SPECCURSOR_STATE_DIR";

    /// <summary><c>/var/lib/speccursor</c> for root, whose home nobody else can enter; else <c>speccursor</c> in the user's own state directory.</summary>
    public static string Default
    {
        get
        {
            if (Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows())
            {
                return "/var/lib/speccursor";
            }

            var home = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state
                ? state
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
            return Path.Combine(home, "speccursor");
        }
    }

    /// <summary>The directory that the environment names, or else <see cref="Default"/>.</summary>
    public static string FromEnvironment =>
        Environment.GetEnvironmentVariable(Variable) is { } chosen && !string.IsNullOrWhiteSpace(chosen) ? chosen : Default;

    /// <summary>What runs and where, as <see cref="ApplicationStatus"/>; there while something does.</summary>
    /// <param name="root">The state directory.</param>
    /// <returns>The file.</returns>
    public static string StatusFile(string root) => Path.Combine(root, "run", "status.json");
}
