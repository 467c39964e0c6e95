namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>A pull request of the local forge.</summary>
public sealed record PullRequestRecord
{
    /// <summary>Its number in the repository, from 1.</summary>
    public required int Number { get; init; }

    /// <summary><c>open</c>: the local forge merges and closes nothing.</summary>
    public required string State { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>The branch to merge, without <c>refs/heads/</c>.</summary>
    public required string Head { get; init; }

    /// <summary>The branch to merge into, without <c>refs/heads/</c>.</summary>
    public required string Base { get; init; }

    /// <summary>The commit at the head.</summary>
    public required string Commit { get; init; }

    /// <summary>The commit it was built on.</summary>
    public required string BaseCommit { get; init; }

    /// <summary>The upgrade that published it last.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary>When it was opened, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The check run's title.</summary>
    public required string CheckTitle { get; init; }

    /// <summary>The check run's conclusion.</summary>
    public required string CheckConclusion { get; init; }

    /// <summary>Where to look at the upgrade; null where there is no console address.</summary>
    public string? DetailsUrl { get; init; }
}
