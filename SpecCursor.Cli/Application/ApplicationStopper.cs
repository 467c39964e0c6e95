using System.Diagnostics;
using SpecCursor.Contracts.Operations;

namespace SpecCursor.Cli.Application;

/// <summary>Stops a running application and waits for its last process.</summary>
internal static class ApplicationStopper
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Asks the AppHost to end and waits for it and for every process it named; what is left after the limit is killed.</summary>
    /// <returns>The processes that had to be killed.</returns>
    public static async Task<IReadOnlyList<int>> StopAsync(ApplicationStatus status, TimeSpan limit, CancellationToken cancellationToken)
    {
        var processes = status.Resources.Select(resource => resource.ProcessId).OfType<int>().Prepend(status.ProcessId).Distinct().ToList();
        Signals.SendTerminate(status.ProcessId);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < limit && !processes.All(RunningApplication.HasEnded))
        {
            await Task.Delay(PollInterval, cancellationToken);
        }

        var left = processes.Where(process => !RunningApplication.HasEnded(process)).ToList();
        foreach (var processId in left)
        {
            try
            {
                using var process = Process.GetProcessById(processId);
                process.Kill(entireProcessTree: true);
            }
            catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
            {
                // It ended in the meantime.
            }
        }

        return left;
    }
}
