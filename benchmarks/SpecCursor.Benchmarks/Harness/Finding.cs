using System.Globalization;

namespace SpecCursor.Benchmarks.Harness;

/// <summary>One row of the table.</summary>
internal sealed record Finding
{
    /// <summary>The measurement's name.</summary>
    public required string Measurement { get; init; }

    /// <summary>What the number says.</summary>
    public required string What { get; init; }

    /// <summary>The number with its unit, and its spread where there is one.</summary>
    public required string Reached { get; init; }

    /// <summary>The goal; empty where the row only explains another.</summary>
    public string Goal { get; init; } = string.Empty;

    /// <summary>Whether the goal is met; null where there is none.</summary>
    public bool? IsMet { get; init; }

    /// <summary>A number that explains another.</summary>
    public static Finding Remark(string measurement, string what, string reached) =>
        new() { Measurement = measurement, What = what, Reached = reached };

    /// <summary>A number that should be no greater than its goal.</summary>
    public static Finding AtMost(string measurement, string what, double value, double goal, string unit, Spread? spread = null) => new()
    {
        Measurement = measurement,
        What = what,
        Reached = Describe(value, unit, spread),
        Goal = $"≤ {Number(goal)}{unit}",
        IsMet = value <= goal,
    };

    /// <summary>A number that should be no less than its goal.</summary>
    public static Finding AtLeast(string measurement, string what, double value, double goal, string unit, Spread? spread = null) => new()
    {
        Measurement = measurement,
        What = what,
        Reached = Describe(value, unit, spread),
        Goal = $"≥ {Number(goal)}{unit}",
        IsMet = value >= goal,
    };

    /// <summary>A measurement that could not be made.</summary>
    public static Finding Failed(string measurement, string reason) => new()
    {
        Measurement = measurement,
        What = "could not be measured",
        Reached = reason.ReplaceLineEndings(" "),
        IsMet = false,
    };

    private static string Describe(double value, string unit, Spread? spread) => spread is null
        ? $"{Number(value)}{unit}"
        : $"{Number(value)}{unit} ({Number(spread.Minimum)}–{Number(spread.Maximum)})";

    private static string Number(double value) => value.ToString(Math.Abs(value) < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
