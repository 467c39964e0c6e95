namespace SpecCursor.Benchmarks.Load;

/// <summary>What a load generator got done.</summary>
/// <param name="Completed">Operations that ended within the time.</param>
/// <param name="Elapsed">The time.</param>
internal sealed record LoadResult(long Completed, TimeSpan Elapsed)
{
    public double PerSecond => Completed / Elapsed.TotalSeconds;
}
