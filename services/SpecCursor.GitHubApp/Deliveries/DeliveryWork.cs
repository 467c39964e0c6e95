using SpecCursor.Contracts.Messages;

namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>The messages that a delivery leads to.</summary>
internal sealed record DeliveryWork
{
    /// <summary>The requests for the controller.</summary>
    public required IReadOnlyList<UpgradeRequested> Upgrades { get; init; }

    /// <summary>The answer to the commands; null where none is given.</summary>
    public ReplyToCommands? Reply { get; init; }

    /// <summary>The W3C trace parent of each request, so that the upgrade's trace begins with the delivery.</summary>
    public required IReadOnlyList<string?> TraceParents { get; init; }

    /// <summary>The correlation id of the delivery.</summary>
    public string? CorrelationId { get; init; }
}
