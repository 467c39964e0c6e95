using System.Globalization;

namespace SpecCursor.Benchmarks.Harness;

/// <summary>A handful of numbers of the same thing.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The greatest.</param>
internal sealed record Spread(double Median, double Minimum, double Maximum)
{
    /// <summary>Describes numbers; there must be at least one.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(Quantile(sorted, 0.5), sorted[0], sorted[^1]);
    }

    /// <summary>The median, and between brackets the least and the greatest.</summary>
    /// <param name="unit">What follows the median.</param>
    /// <param name="format">How each number is written.</param>
    public string Describe(string unit, string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)}{unit} ({Minimum.ToString(format, CultureInfo.InvariantCulture)}–{Maximum.ToString(format, CultureInfo.InvariantCulture)})");

    /// <summary>A quantile by linear interpolation between the closest ranks.</summary>
    /// <param name="sorted">At least one number, ascending.</param>
    /// <param name="quantile">0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double quantile)
    {
        var rank = quantile * (sorted.Count - 1);
        var below = (int)Math.Floor(rank);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }
}
