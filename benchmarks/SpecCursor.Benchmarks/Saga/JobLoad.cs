using SpecCursor.Benchmarks.Load;

namespace SpecCursor.Benchmarks.Saga;

/// <summary>The two ways in which jobs come: as fast as they are accepted, and at a pace.</summary>
internal static class JobLoad
{
    private const int Callers = 16;

    /// <summary>Asks for jobs as fast as they are accepted, and waits for the last.</summary>
    /// <returns>Jobs a second from the first that was made to the last that ended.</returns>
    public static async Task<double> BurstAsync(IJobRunner runner, int count, CancellationToken cancellationToken)
    {
        await ClosedLoop.RunTimesAsync(Callers, count, (_, token) => runner.SubmitAsync(token), cancellationToken);
        return JobTimes.PerSecond(await runner.WaitAsync(count, cancellationToken));
    }

    /// <summary>Asks for one job after the other, each at its time, whatever has become of those before.</summary>
    public static async Task<IReadOnlyList<JobTimes>> PacedAsync(IJobRunner runner, int perSecond, int count, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1d / perSecond));
        List<Task> submissions = [];
        while (submissions.Count < count && await pace.WaitForNextTickAsync(cancellationToken))
        {
            submissions.Add(runner.SubmitAsync(cancellationToken));
        }

        await Task.WhenAll(submissions);
        return await runner.WaitAsync(count, cancellationToken);
    }
}
