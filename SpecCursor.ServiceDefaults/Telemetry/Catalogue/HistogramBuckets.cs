namespace SpecCursor.ServiceDefaults.Telemetry.Catalogue;

/// <summary>Bucket bounds in seconds, chosen so that each alert's threshold is a bound: a quantile near it is then not an interpolation.</summary>
public static class HistogramBuckets
{
    /// <summary>A whole upgrade: 1 s to 30 min.</summary>
    public static IReadOnlyList<double> Upgrades { get; } = [1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800];

    /// <summary>One step of an upgrade: 50 ms to 30 min, as some only query and some run a test suite.</summary>
    public static IReadOnlyList<double> Steps { get; } = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 1800];

    /// <summary>One obligation: 1 ms to 5 min.</summary>
    public static IReadOnlyList<double> Proofs { get; } = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

    /// <summary>One generation of a patch: 250 ms to 5 min. Recipes end in the first bucket.</summary>
    public static IReadOnlyList<double> Ai { get; } = [0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300];

    /// <summary>HTTP, in and out: 5 ms to 30 s.</summary>
    public static IReadOnlyList<double> Http { get; } = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
}
