using SpecCursor.GitHubApp.Webhooks.Events;

namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>The answer to a delivery that is not refused.</summary>
internal sealed record DeliveryAnswer
{
    /// <summary><c>accepted</c>, <c>duplicate</c> or <c>ignored</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The delivery's id.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>Why there is nothing to do.</summary>
    public string? Reason { get; init; }

    /// <summary>The upgrades that it leads to.</summary>
    public IReadOnlyList<Guid>? Upgrades { get; init; }

    /// <summary>The commands that lead to nothing.</summary>
    public IReadOnlyList<RefusedCommand>? Refused { get; init; }
}
