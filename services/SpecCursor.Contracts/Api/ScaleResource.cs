namespace SpecCursor.Contracts.Api;

/// <summary>How many replicas of a service there should be.</summary>
public sealed record ScaleResource
{
    /// <summary>The service, such as <c>worker</c>.</summary>
    public required string Service { get; init; }

    /// <summary>How many there should be now: <see cref="Minimum"/>, or <see cref="Maximum"/> while an alert asks for more.</summary>
    public required int Replicas { get; init; }

    /// <summary>The fewest, 1 or more.</summary>
    public required int Minimum { get; init; }

    /// <summary>The most that the host allows.</summary>
    public required int Maximum { get; init; }
}
