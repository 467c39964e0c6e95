using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Contracts.Messages;

/// <summary>The GitHub app's answer to <see cref="PublishUpgrade"/>.</summary>
public sealed record UpgradePublished : IUpgradeAnswer
{
    /// <summary>The upgrade.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the command that this answers.</summary>
    public required long Fence { get; init; }

    /// <summary>The attempt of the command that this answers.</summary>
    public required int Attempt { get; init; }

    /// <summary>The branch, without <c>refs/heads/</c>.</summary>
    public string? Branch { get; init; }

    /// <summary>The commit at its head.</summary>
    public string? Commit { get; init; }

    /// <summary>The pull request's number.</summary>
    public int? PullRequestNumber { get; init; }

    /// <summary>Where to look at it.</summary>
    public string? PullRequestUrl { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public StepFailure? Failure { get; init; }
}
