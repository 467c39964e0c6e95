namespace SpecCursor.Controller.Upgrades;

/// <summary>An <c>Idempotency-Key</c> that was used, and what it made.</summary>
internal sealed record IdempotencyEntry
{
    /// <summary>Whose key it is: two callers may choose the same.</summary>
    public required string Actor { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of the request.</summary>
    public required byte[] RequestHash { get; init; }

    public required Guid UpgradeId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
