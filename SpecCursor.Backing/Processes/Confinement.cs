using System.Globalization;

namespace SpecCursor.Backing.Processes;

/// <summary>Wraps the command of a backing server so that it has no more rights, and lives no longer, than it should.</summary>
public static class Confinement
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    /// <summary>
    /// Runs a short command as <paramref name="user"/> and with nothing of the caller's environment but <c>PATH</c> and what the
    /// command itself names: the application's environment holds API keys that no backing server needs.
    /// </summary>
    /// <param name="command">The command as its user would run it.</param>
    /// <param name="user">The user to drop to, or null to stay who we are.</param>
    public static Command Confine(Command command, ServerUser? user) => Confine(command, user, deathSignal: null);

    /// <summary>
    /// Confines a long-running server and ties it to its owner with <c>supervise.sh</c>: stop signals and the owner's death,
    /// even by <c>kill -9</c>, end the server, and so does the death of the supervising shell where the system has <c>setpriv</c>.
    /// </summary>
    /// <param name="command">The command as its user would run it.</param>
    /// <param name="user">The user to drop to, or null to stay who we are.</param>
    /// <param name="ownerProcessId">The process that the server must not outlive.</param>
    /// <param name="stopSignal">The signal that asks the server for a fast, clean end, e.g. <c>INT</c>.</param>
    public static Command Supervise(Command command, ServerUser? user, int ownerProcessId, string stopSignal)
    {
        var confined = Confine(command, user, stopSignal);
        return confined with
        {
            Program = "/bin/sh",
            Arguments =
            [
                Path.Combine(AppContext.BaseDirectory, "supervise.sh"),
                ownerProcessId.ToString(CultureInfo.InvariantCulture),
                stopSignal,
                confined.Program,
                .. confined.Arguments,
            ],
        };
    }

    private static Command Confine(Command command, ServerUser? user, string? deathSignal)
    {
        List<string> arguments = ["-i", $"PATH={Environment.GetEnvironmentVariable("PATH")}", "LC_ALL=C", "TZ=UTC"];
        arguments.AddRange((command.Environment ?? NoEnvironment).Select(variable => $"{variable.Key}={variable.Value}"));
        if (ExecutableSearch.OnPath("setpriv") is { } setpriv)
        {
            arguments.AddRange([setpriv, "--no-new-privs"]);
            if (user is not null)
            {
                arguments.AddRange([$"--reuid={user.UserId}", $"--regid={user.GroupId}", "--clear-groups"]);
            }

            if (deathSignal is not null)
            {
                arguments.AddRange(["--pdeathsig", deathSignal]);
            }

            arguments.Add("--");
        }

        arguments.Add(command.Program);
        return command with { Program = "/usr/bin/env", Arguments = [.. arguments, .. command.Arguments], Environment = null };
    }
}
