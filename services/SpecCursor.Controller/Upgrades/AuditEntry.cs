namespace SpecCursor.Controller.Upgrades;

/// <summary>Who did what. Rows are only ever added: the database refuses to change them, and to delete them before they are old.</summary>
internal sealed record AuditEntry
{
    public const string Created = "upgrade.created";
    public const string Cancelled = "upgrade.cancelled";
    public const string Retried = "upgrade.retried";
    public const string Published = "upgrade.published";
    public const string Replayed = "dead_letter.replayed";
    public const string RemediationStarted = "remediation.started";
    public const string RemediationEnded = "remediation.ended";

    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string Action { get; init; }

    public Guid? UpgradeId { get; init; }

    public required string Detail { get; init; }

    public string? TraceId { get; init; }
}
