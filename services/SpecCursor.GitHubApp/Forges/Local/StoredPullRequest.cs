namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>A pull request and the blob that it was read from.</summary>
internal sealed record StoredPullRequest(PullRequestRecord Record, string ObjectId);
