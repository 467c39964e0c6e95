namespace SpecCursor.Contracts.Api;

/// <summary>One line of the audit log.</summary>
public sealed record AuditResource
{
    /// <summary>Grows with every line.</summary>
    public required long Id { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it: an API key's name, a token's subject, a login, a service.</summary>
    public required string Actor { get; init; }

    /// <summary>Such as <c>upgrade.created</c>, <c>upgrade.cancelled</c>, <c>upgrade.published</c>.</summary>
    public required string Action { get; init; }

    /// <summary>The upgrade it was done to.</summary>
    public Guid? UpgradeId { get; init; }

    /// <summary>One line for a person.</summary>
    public required string Detail { get; init; }

    /// <summary>The trace it was done in.</summary>
    public string? TraceId { get; init; }
}
