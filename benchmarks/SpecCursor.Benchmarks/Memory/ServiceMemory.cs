namespace SpecCursor.Benchmarks.Memory;

/// <summary>One service's resident memory in megabytes.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Operation">What it was kept busy with.</param>
/// <param name="AtRest">Half a minute after it was ready, before any work.</param>
/// <param name="Halfway">After the first half of the work.</param>
/// <param name="AtEnd">After all of it.</param>
/// <param name="Peak">The most that it ever was.</param>
internal sealed record ServiceMemory(string Service, string Operation, double AtRest, double Halfway, double AtEnd, double Peak)
{
    /// <summary>What the second half of the work added, as a share of what the first half left.</summary>
    public double Growth => (AtEnd / Halfway) - 1;
}
