using System.Diagnostics;

namespace SpecCursor.Benchmarks.Load;

/// <summary>
/// A load generator of a fixed number of callers, each of which sends its next operation when the last one was answered. It runs in
/// this process and shares the machine's cores with what it loads; the same generator loads both sides of a comparison.
/// </summary>
internal static class ClosedLoop
{
    /// <summary>Keeps going for a time.</summary>
    /// <param name="callers">How many operations are under way at once.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="operation">One operation; an exception ends the run.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<LoadResult> RunForAsync(
        int callers, TimeSpan duration, Func<CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        var completed = 0L;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync, cancellationToken)));
        return new LoadResult(completed, duration);

        async Task CallAsync()
        {
            while (clock.Elapsed < duration)
            {
                await operation(cancellationToken);
                if (clock.Elapsed <= duration)
                {
                    Interlocked.Increment(ref completed);
                }
            }
        }
    }

    /// <summary>Does a number of operations.</summary>
    /// <param name="callers">How many are under way at once.</param>
    /// <param name="count">How many in all.</param>
    /// <param name="operation">One operation; its argument counts from 0.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task RunTimesAsync(int callers, int count, Func<int, CancellationToken, Task> operation, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = callers, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, options, async (index, token) => await operation(index, token));
    }
}
