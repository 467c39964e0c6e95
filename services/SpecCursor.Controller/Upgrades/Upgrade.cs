using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Controller.Upgrades;

/// <summary>
/// One upgrade: the row, and the state that the workflow decides on. Immutable, so that a decision is a new value and nothing
/// changes before it is stored.
/// </summary>
internal sealed record Upgrade
{
    public required Guid Id { get; init; }

    public required string Repository { get; init; }

    public required string Ecosystem { get; init; }

    public required string PackageName { get; init; }

    public required string TargetVersion { get; init; }

    public string? CurrentVersion { get; init; }

    public required UpgradeTrigger Trigger { get; init; }

    public required string RequestedBy { get; init; }

    /// <summary>W3C traceparent of the request or delivery that asked for it; everything later happens in that trace.</summary>
    public required string TraceParent { get; init; }

    public required UpgradeStatus Status { get; init; }

    /// <summary>The step under way, or the last one.</summary>
    public required UpgradeStep Step { get; init; }

    /// <summary>The attempt at the code, from 1: one more after each patch.</summary>
    public required int Attempt { get; init; }

    /// <summary>Grows with every dispatch and cancellation; an answer with another one is late.</summary>
    public required long Fence { get; init; }

    /// <summary>How often the step under way was dispatched again because its deadline had passed.</summary>
    public int Redispatches { get; init; }

    public string? PinnedCommit { get; init; }

    public string? FromVersion { get; init; }

    public string? ToVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was accepted, admitted or last retried: the start of its duration.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the step under way was dispatched or began.</summary>
    public required DateTimeOffset StepStartedAt { get; init; }

    /// <summary>When the step under way is overdue; null while the upgrade waits, and once it has ended.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Since when it waits for others of its repository to end, with nothing dispatched; null while it doesn't.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public StepFailure? Failure { get; init; }

    public string? Branch { get; init; }

    public string? Commit { get; init; }

    public string? PullRequestUrl { get; init; }

    /// <summary>The sequence of its last event.</summary>
    public long LastEvent { get; init; }

    /// <summary>Grows with every change; two writers that read the same one cannot both succeed.</summary>
    public int Version { get; init; }

    public bool IsEnded => Status is UpgradeStatus.Completed or UpgradeStatus.Failed or UpgradeStatus.Cancelled;

    public string TraceId => TraceParent.Split('-') is [_, { Length: 32 } traceId, ..] ? traceId : string.Empty;

    public UpgradeContext ToContext() => new()
    {
        UpgradeId = Id,
        Repository = Repository,
        Ecosystem = Ecosystem,
        PackageName = PackageName,
        TargetVersion = TargetVersion,
        CurrentVersion = CurrentVersion,
    };
}
