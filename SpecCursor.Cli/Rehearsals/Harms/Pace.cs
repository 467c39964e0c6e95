namespace SpecCursor.Cli.Rehearsals.Harms;

/// <summary>Harm that is done bit by bit: Prometheus sees an increase only in what it has seen before.</summary>
internal static class Pace
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Does something five times a second.</summary>
    /// <param name="count">How often at most.</param>
    /// <param name="action">What is done.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task RepeatAsync(int count, Func<CancellationToken, Task> action, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval);
        for (var number = 0; number < count; number++)
        {
            await action(stop);
            await timer.WaitForNextTickAsync(stop);
        }
    }

    /// <summary>Lets what holds go on holding.</summary>
    /// <param name="stop">Ends it.</param>
    public static Task HoldAsync(CancellationToken stop) => Task.Delay(Timeout.InfiniteTimeSpan, stop);
}
