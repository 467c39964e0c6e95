namespace SpecCursor.GitHubApp.Forges;

/// <summary>A change on its way to a pull request. Every text in it is harmless already.</summary>
internal sealed record Change
{
    /// <summary><c>owner/name</c>, or a <c>file:///</c> address.</summary>
    public required string Repository { get; init; }

    /// <summary>The upgrade that made it.</summary>
    public required Guid UpgradeId { get; init; }

    /// <summary>The fence of the command.</summary>
    public required long Fence { get; init; }

    /// <summary>The commit to build on.</summary>
    public required string BaseCommit { get; init; }

    /// <summary>The branch to merge into, without <c>refs/heads/</c>.</summary>
    public required string BaseBranch { get; init; }

    /// <summary>The branch to publish on, without <c>refs/heads/</c>.</summary>
    public required string Branch { get; init; }

    /// <summary>The change, as <c>git apply</c> takes it.</summary>
    public required string Diff { get; init; }

    /// <summary>The pull request's title, one line.</summary>
    public required string Title { get; init; }

    /// <summary>The pull request's body, Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>The commit's message; ends in the trailer that marks it as ours.</summary>
    public required string Message { get; init; }

    /// <summary>The result of the proof and the tests for the check run.</summary>
    public required CheckReport Check { get; init; }

    /// <summary>The commit's date: the same for every attempt, so that every attempt makes the same commit.</summary>
    public required DateTimeOffset At { get; init; }
}
