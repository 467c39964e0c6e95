namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>A delivery that asked for something. It is its own outbox: what it asks for is kept with it until the engine has taken it over.</summary>
internal sealed class Delivery
{
    /// <summary>GitHub's id of the delivery; a redelivery has the same.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The event's name.</summary>
    public required string Event { get; init; }

    /// <summary>The repository that it came from.</summary>
    public required string Repository { get; init; }

    /// <summary>SHA-256 of the body.</summary>
    public required byte[] BodyHash { get; init; }

    /// <summary>When it came in, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What it asks for, as JSON of <see cref="DeliveryWork"/>.</summary>
    public required string Work { get; init; }

    /// <summary>When the engine took it over, UTC; null while it has not.</summary>
    public DateTimeOffset? DispatchedAt { get; set; }
}
