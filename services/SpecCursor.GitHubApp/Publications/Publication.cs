namespace SpecCursor.GitHubApp.Publications;

/// <summary>What became of an upgrade's publication. There is one row an upgrade, and it stays: it is what makes publication happen once.</summary>
internal sealed class Publication
{
    /// <summary>A command took it over and is at work.</summary>
    public const string Claimed = "claimed";

    /// <summary>It is done, and will not be done again.</summary>
    public const string Published = "published";

    /// <summary>Only a command with a higher fence is obeyed.</summary>
    public const string Revoked = "revoked";

    /// <summary>The upgrade.</summary>
    public Guid UpgradeId { get; init; }

    /// <summary>The highest fence seen.</summary>
    public long Fence { get; init; }

    /// <summary>One of the constants.</summary>
    public required string State { get; init; }

    /// <summary>The repository; null where the upgrade was revoked before it was to be published.</summary>
    public string? Repository { get; init; }

    /// <summary>The branch.</summary>
    public string? Branch { get; init; }

    /// <summary>The commit.</summary>
    public string? Commit { get; init; }

    /// <summary>The pull request's number.</summary>
    public int? PullRequestNumber { get; init; }

    /// <summary>The pull request's address.</summary>
    public string? PullRequestUrl { get; init; }

    /// <summary>When the first command came, UTC: also the commit's date, so that every attempt makes the same commit.</summary>
    public DateTimeOffset ClaimedAt { get; init; }

    /// <summary>When it was done, UTC.</summary>
    public DateTimeOffset? PublishedAt { get; init; }
}
