namespace SpecCursor.Contracts.Upgrades;

/// <summary>Why a step did not succeed, in a form that a caller can act on.</summary>
public sealed record StepFailure
{
    /// <summary>A stable kebab-case code, such as <c>package-not-found</c>.</summary>
    public required string Code { get; init; }

    /// <summary>One or two sentences that a person understands without the logs. At most 2,000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Evidence, such as a tool's output. At most 16 KiB.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether trying again later may help (registry down, forge down, tool missing).</summary>
    public bool IsTransient { get; init; }
}
