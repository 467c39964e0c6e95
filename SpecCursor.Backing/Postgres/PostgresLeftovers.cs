using System.Globalization;
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
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    internal static async Task EndAsync(string dataDirectory, ILogger logger, CancellationToken cancellationToken)
    {
        foreach (var signal in (int[])[Posix.Interrupt, Posix.Quit, Posix.Kill])
        {
            var left = ProcessesOn(dataDirectory);
            if (left.Count == 0)
            {
                break;
            }

            logger.LogWarning("Ending {Count} Postgres processes that an earlier run left on {Directory}", left.Count, dataDirectory);
            foreach (var process in left)
            {
                Posix.Signal(process, signal);
            }

            var deadline = TimeProvider.System.GetTimestamp();
            while (ProcessesOn(dataDirectory).Count > 0 && TimeProvider.System.GetElapsedTime(deadline) < FastShutdown)
            {
                await Task.Delay(Poll, cancellationToken);
            }
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
    private static List<int> ProcessesOn(string dataDirectory)
    {
        List<int> found = [];
        if (!Directory.Exists("/proc/self") || !Directory.Exists(dataDirectory))
        {
            return found;
        }

        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var id)
                && TryReadLink($"{entry}/cwd") == dataDirectory
                && TryReadLink($"{entry}/exe") is { } program
                && Path.GetFileName(program) is "postgres" or "postgres (deleted)")
            {
                found.Add(id);
            }
        }

        return found;
    }

    private static string? TryReadLink(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
