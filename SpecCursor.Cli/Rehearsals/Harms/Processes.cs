using SpecCursor.Cli.Application;

namespace SpecCursor.Cli.Rehearsals.Harms;

/// <summary>Programs that end, and processors that are busy.</summary>
internal static class Processes
{
    /// <summary>Ends the process of a resource. Nobody starts it again.</summary>
    /// <exception cref="RehearsalException">It is no process of this machine.</exception>
    public static void End(RehearsedApplication app, string resource)
    {
        var process = app.Resource(resource).ProcessId
            ?? throw new RehearsalException($"{resource} does not run as a process of this machine. Rehearse with SPECCURSOR_INFRASTRUCTURE=native.");
        if (!Signals.SendTerminate(process))
        {
            throw new RehearsalException($"{resource} (process {process}) could not be ended.");
        }
    }

    /// <summary>As <see cref="End"/>.</summary>
    public static Task EndAsync(RehearsedApplication app, string resource)
    {
        End(app, resource);
        return Task.CompletedTask;
    }

    /// <summary>Keeps every processor of the machine busy.</summary>
    /// <param name="stop">Ends it.</param>
    public static Task BurnAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(
        () =>
        {
            while (!stop.IsCancellationRequested)
            {
                Thread.SpinWait(10_000);
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default)));
}
