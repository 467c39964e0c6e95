using SpecCursor.GitHubApp.Forges.Git;

namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>The repository that a publication goes to.</summary>
internal sealed record LocalTarget(GitRepository Repository, string Directory)
{
    /// <summary>Its pull requests.</summary>
    public PullRequests PullRequests { get; } = new(Repository, LocalRepositories.PullsDirectory(Directory));
}
