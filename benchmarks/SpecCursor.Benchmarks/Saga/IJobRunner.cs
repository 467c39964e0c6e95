namespace SpecCursor.Benchmarks.Saga;

/// <summary>Hands jobs around: the workflow, or the baseline.</summary>
internal interface IJobRunner
{
    /// <summary>Asks for one job.</summary>
    Task SubmitAsync(CancellationToken cancellationToken);

    /// <summary>Waits until everything that was asked for has ended.</summary>
    /// <param name="newest">How many of the newest jobs to tell about.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<JobTimes>> WaitAsync(int newest, CancellationToken cancellationToken);
}
