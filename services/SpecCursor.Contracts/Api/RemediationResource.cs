namespace SpecCursor.Contracts.Api;

/// <summary>An automated response to an alert.</summary>
public sealed record RemediationResource
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The alert's name.</summary>
    public required string Alert { get; init; }

    /// <summary>What was done, such as <c>pause_ecosystem</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, such as an ecosystem; null where it concerns everything.</summary>
    public string? Target { get; init; }

    /// <summary><c>succeeded</c>, <c>failed</c> or <c>skipped</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>One line for a person.</summary>
    public required string Detail { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ends by itself, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it ended, UTC; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who ended it: a caller, <c>alertmanager</c> when the alert was resolved, or <c>time</c>.</summary>
    public string? EndedBy { get; init; }
}
