namespace SpecCursor.Contracts.Operations;

/// <summary>What runs and where. The AppHost writes it to <c>run/status.json</c> under the state directory at each change.</summary>
public sealed record ApplicationStatus
{
    /// <summary>The AppHost's process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When it started, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary><c>native</c> or <c>containers</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Why that mode was chosen.</summary>
    public required string ModeReason { get; init; }

    /// <summary>Where the application stands.</summary>
    public required ApplicationState State { get; init; }

    /// <summary>The addresses that people use.</summary>
    public required ApplicationAddresses Addresses { get; init; }

    /// <summary>Every resource.</summary>
    public required IReadOnlyList<ResourceStatus> Resources { get; init; }
}
