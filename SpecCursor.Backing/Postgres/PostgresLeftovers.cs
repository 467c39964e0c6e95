using Microsoft.Extensions.Logging;
using SpecCursor.Backing.Processes;

namespace SpecCursor.Backing.Postgres;

/// <summary>
/// Ends what an earlier run left on a data directory. The caller holds the state directory's lock, so whoever still serves the
/// data belongs to nobody.
/// </summary>
internal static class PostgresLeftovers
{
    private static readonly TimeSpan FastShutdown = TimeSpan.FromSeconds(10);

    internal static async Task EndAsync(string dataDirectory, ILogger logger, CancellationToken cancellationToken)
    {
        if (ProcessesOn(dataDirectory) is { Count: > 0 } left)
        {
            logger.LogWarning("Ending {Count} Postgres processes that an earlier run left on {Directory}", left.Count, dataDirectory);
            await ProcessEnd.EscalateAsync(
                () => ProcessesOn(dataDirectory), [Posix.Interrupt, Posix.Quit, Posix.Kill], FastShutdown, cancellationToken);
        }

        RemoveStalePidFile(dataDirectory, logger);
    }

    // Nobody is left on the data, so a pid file's number is of nobody, or by now of a process that has nothing to do with it:
    // Postgres would take the latter for a running server and refuse to start.
    private static void RemoveStalePidFile(string dataDirectory, ILogger logger)
    {
        var pidFile = Path.Combine(dataDirectory, "postmaster.pid");
        if (Directory.Exists("/proc/self") && File.Exists(pidFile))
        {
            logger.LogWarning("Removing {File}, left by a server that was killed", pidFile);
            File.Delete(pidFile);
        }
    }

    // Every Postgres process works in its data directory.
    private static List<int> ProcessesOn(string dataDirectory) =>
    [
        .. SystemProcesses.All().Where(id =>
            SystemProcesses.WorkingDirectory(id) == dataDirectory
            && Path.GetFileName(SystemProcesses.Link(id, "exe")) is "postgres" or "postgres (deleted)"),
    ];
}
