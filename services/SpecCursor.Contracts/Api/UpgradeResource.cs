using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Api;

/// <summary>One upgrade, as the API shows it.</summary>
public sealed record UpgradeResource
{
    /// <summary>The upgrade.</summary>
    public required Guid Id { get; init; }

    /// <summary>The repository.</summary>
    public required string Repository { get; init; }

    /// <summary>The ecosystem.</summary>
    public required string Ecosystem { get; init; }

    /// <summary>The package.</summary>
    public required string PackageName { get; init; }

    /// <summary>What was asked for.</summary>
    public required string TargetVersion { get; init; }

    /// <summary>The version before, once known.</summary>
    public string? FromVersion { get; init; }

    /// <summary>The version after, once known.</summary>
    public string? ToVersion { get; init; }

    /// <summary>Where it stands.</summary>
    public required UpgradeStatus Status { get; init; }

    /// <summary>The step under way, or the last one.</summary>
    public UpgradeStep? Step { get; init; }

    /// <summary>The attempt at the code, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>What asked for it.</summary>
    public required UpgradeTrigger Trigger { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Since when it waits for others of its repository to end, UTC; absent while it doesn't.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed.</summary>
    public StepFailure? Failure { get; init; }

    /// <summary>The published branch.</summary>
    public string? Branch { get; init; }

    /// <summary>The published commit.</summary>
    public string? Commit { get; init; }

    /// <summary>The pull request.</summary>
    public string? PullRequestUrl { get; init; }

    /// <summary>W3C trace id, 32 hexadecimal digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>Where to look at the trace.</summary>
    public string? TraceUrl { get; init; }
}
