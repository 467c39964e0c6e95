namespace SpecCursor.Contracts.Api;

/// <summary>A message that was given up.</summary>
public sealed record DeadLetterResource
{
    /// <summary>The message.</summary>
    public required Guid Id { get; init; }

    /// <summary>The queue it was on.</summary>
    public required string Queue { get; init; }

    /// <summary>Its type.</summary>
    public required string MessageType { get; init; }

    /// <summary>The exception that ended it.</summary>
    public required string ExceptionType { get; init; }

    /// <summary>The exception's message.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was given up, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The upgrade it belonged to.</summary>
    public Guid? UpgradeId { get; init; }
}
