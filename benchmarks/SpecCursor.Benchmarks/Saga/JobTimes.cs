using SpecCursor.Benchmarks.Harness;

namespace SpecCursor.Benchmarks.Saga;

/// <summary>When one job was made and when it ended.</summary>
internal sealed record JobTimes(DateTimeOffset CreatedAt, DateTimeOffset EndedAt)
{
    /// <summary>Jobs a second, from the first that was made to the last that ended.</summary>
    public static double PerSecond(IReadOnlyCollection<JobTimes> jobs) =>
        jobs.Count / (jobs.Max(job => job.EndedAt) - jobs.Min(job => job.CreatedAt)).TotalSeconds;

    /// <summary>A quantile of the jobs' durations in milliseconds.</summary>
    public static double Milliseconds(IEnumerable<JobTimes> jobs, double quantile) =>
        Spread.Quantile([.. jobs.Select(job => (job.EndedAt - job.CreatedAt).TotalMilliseconds).Order()], quantile);
}
