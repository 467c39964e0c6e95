using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Remediation;

/// <summary>One automated response to one alert.</summary>
internal sealed class RemediationEntry
{
    /// <summary>The outcomes: it was done, it was tried in vain, or it was not tried.</summary>
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Skipped = "skipped";

    public required Guid Id { get; init; }

    /// <summary>The alert's fingerprint.</summary>
    public required string Fingerprint { get; init; }

    public required string Alert { get; init; }

    public required string Action { get; init; }

    /// <summary>What it acts on, such as an ecosystem; null where it acts on everything.</summary>
    public string? Target { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ends by itself, whatever becomes of the alert.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who or what ended it.</summary>
    public string? EndedBy { get; set; }

    /// <summary><see cref="Succeeded"/>, <see cref="Failed"/> or <see cref="Skipped"/>.</summary>
    public required string Outcome { get; set; }

    /// <summary>One line for a person.</summary>
    public required string Detail { get; set; }

    /// <summary>The line in the audit log that says what became of it.</summary>
    /// <param name="action"><see cref="AuditEntry.RemediationStarted"/> or <see cref="AuditEntry.RemediationEnded"/>.</param>
    /// <param name="actor">Who or what did it.</param>
    /// <param name="at">The time.</param>
    public AuditEntry ToAudit(string action, string actor, DateTimeOffset at) => new()
    {
        At = at,
        Actor = BoundedText.Of(actor, RemediationMapping.MaximumText),
        Action = action,
        Detail = $"{Action}{(Target is null ? "" : $" {Target}")} for {Alert}: {Outcome}",
        TraceId = System.Diagnostics.Activity.Current?.TraceId.ToHexString(),
    };
}
