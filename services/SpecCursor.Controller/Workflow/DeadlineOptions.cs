using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Controller.Workflow;

/// <summary>How long a service may take to answer. Once overdue a step is dispatched once more, then given up.</summary>
public sealed class DeadlineOptions
{
    private const string Shortest = "00:00:00.500";
    private const string Longest = "7.00:00:00";

    /// <summary>One run of the worker, counted anew from each of its steps.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Run { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A run's wait for a free worker, which is no failure of the upgrade, before its first step begins.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Queue { get; set; } = TimeSpan.FromHours(6);

    /// <summary>One repair.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Patch { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>One proof.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Prove { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>One publication.</summary>
    [Range(typeof(TimeSpan), Shortest, Longest)]
    public TimeSpan Publish { get; set; } = TimeSpan.FromMinutes(10);
}
