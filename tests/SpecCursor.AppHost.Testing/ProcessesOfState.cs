using SpecCursor.Backing.Processes;

namespace SpecCursor.AppHost.Testing;

/// <summary>The processes that belong to a state directory.</summary>
public static class ProcessesOfState
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Services, which are marked with it, and servers, whose command lines name it or that work in it.</summary>
    /// <param name="stateDirectory">The state directory.</param>
    public static IReadOnlyList<string> Find(string stateDirectory) =>
    [
        .. SystemProcesses.All()
            .Where(id => id != Environment.ProcessId && Belongs(id, stateDirectory))
            .Select(id => $"{id} {string.Join(' ', SystemProcesses.Arguments(id) ?? [])}"),
    ];

    /// <summary>Waits until there is none.</summary>
    /// <param name="stateDirectory">The state directory.</param>
    /// <exception cref="InvalidOperationException">Some are left; the message names them.</exception>
    public static async Task RequireEndAsync(string stateDirectory)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Find(stateDirectory) is { Count: > 0 } left)
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                throw new InvalidOperationException($"The application ended and left processes:\n{string.Join('\n', left)}");
            }

            await Task.Delay(Poll);
        }
    }

    private static bool Belongs(int id, string stateDirectory) =>
        SystemProcesses.Arguments(id) is { } arguments
        && (arguments.Any(argument => argument.Contains(stateDirectory, StringComparison.Ordinal))
            || SystemProcesses.Environment(id).Contains($"SPECCURSOR_BELONGS_TO={stateDirectory}", StringComparer.Ordinal)
            || SystemProcesses.WorkingDirectory(id)?.StartsWith(stateDirectory, StringComparison.Ordinal) == true);
}
