namespace SpecCursor.Benchmarks.Harness;

/// <summary>
/// Ours and the baseline, measured in turns in one run: what the machine does besides hits both sides of a pair, and the order within
/// pairs alternates so that neither always comes second.
/// </summary>
/// <param name="Ours">What ours reached, a number a round.</param>
/// <param name="Baseline">What the baseline reached.</param>
internal sealed record PairedRounds(IReadOnlyList<double> Ours, IReadOnlyList<double> Baseline)
{
    /// <summary>Ours over the baseline, pair by pair.</summary>
    public Spread Ratio => Spread.Of(Ours.Zip(Baseline, (ours, baseline) => ours / baseline));

    /// <summary>The pairs of several runs.</summary>
    public static PairedRounds Join(IReadOnlyCollection<PairedRounds> runs) =>
        new([.. runs.SelectMany(run => run.Ours)], [.. runs.SelectMany(run => run.Baseline)]);

    /// <summary>Measures.</summary>
    /// <param name="rounds">The number of pairs, at least 1.</param>
    /// <param name="ours">Measures ours once.</param>
    /// <param name="baseline">Measures the baseline once.</param>
    /// <param name="report">Hears each pair.</param>
    public static async Task<PairedRounds> RunAsync(int rounds, Func<Task<double>> ours, Func<Task<double>> baseline, Action<double, double> report)
    {
        List<double> measured = [];
        List<double> compared = [];
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                measured.Add(await ours());
                compared.Add(await baseline());
            }
            else
            {
                compared.Add(await baseline());
                measured.Add(await ours());
            }

            report(measured[^1], compared[^1]);
        }

        return new PairedRounds(measured, compared);
    }
}
