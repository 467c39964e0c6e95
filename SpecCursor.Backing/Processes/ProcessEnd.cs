namespace SpecCursor.Backing.Processes;

/// <summary>Ends processes that are not children of this one.</summary>
public static class ProcessEnd
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks processes to end (SIGTERM), and kills those that have not after a while.</summary>
    /// <param name="find">Finds those that are left.</param>
    /// <param name="grace">How long they may take.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task RequestAsync(Func<IReadOnlyCollection<int>> find, TimeSpan grace, CancellationToken cancellationToken) =>
        EscalateAsync(find, [Posix.Terminate, Posix.Kill], grace, cancellationToken);

    /// <summary>Sends one signal after the other until no process is left.</summary>
    internal static async Task EscalateAsync(
        Func<IReadOnlyCollection<int>> find, IReadOnlyList<int> signals, TimeSpan grace, CancellationToken cancellationToken)
    {
        foreach (var signal in signals)
        {
            var left = find();
            foreach (var process in left)
            {
                Posix.Signal(process, signal);
            }

            var start = TimeProvider.System.GetTimestamp();
            while (left.Count > 0 && TimeProvider.System.GetElapsedTime(start) < grace)
            {
                await Task.Delay(Poll, cancellationToken);
                left = find();
            }

            if (left.Count == 0)
            {
                return;
            }
        }
    }
}
