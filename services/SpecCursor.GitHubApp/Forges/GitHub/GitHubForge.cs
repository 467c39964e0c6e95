using Microsoft.Extensions.Options;
using Octokit;

namespace SpecCursor.GitHubApp.Forges.GitHub;

/// <summary>
/// GitHub by its REST API. It offers no transaction over a branch and a pull request, so the guard is asked before each effect, and each effect
/// is looked for before it is made.
/// </summary>
internal sealed class GitHubForge(GitHubClients clients, GitHubCommits commits, IOptions<ForgeOptions> options, TimeProvider time, ILogger<GitHubForge> logger)
    : IForge
{
    private const string CheckName = "SpecCursor";

    /// <inheritdoc />
    public Task<PublishedChange> PublishAsync(Change change, IPublicationGuard guard, CancellationToken cancellationToken)
    {
        var repository = GitHubRepository.Parse(change.Repository);
        return GitHubErrors.TranslateAsync(
            async () =>
            {
                var client = await clients.ForAsync(repository).ConfigureAwait(false);
                var commit = await commits.CreateAsync(client, repository, change, cancellationToken).ConfigureAwait(false);
                await PointBranchAsync(client, repository, change, commit, guard, cancellationToken).ConfigureAwait(false);
                var pull = await OpenAsync(client, repository, change, guard, cancellationToken).ConfigureAwait(false);
                await ReportAsync(client, repository, change, commit).ConfigureAwait(false);
                return new PublishedChange(change.Branch, commit, pull.Number, pull.HtmlUrl);
            },
            cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>GitHub keeps no fences: the guard's is all there is.</remarks>
    public Task RevokeAsync(string repository, Guid upgradeId, long fence, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task CommentAsync(string repository, int number, string marker, string body, CancellationToken cancellationToken)
    {
        var target = GitHubRepository.Parse(repository);
        var hidden = $"<!-- speccursor:{marker} -->";
        return GitHubErrors.TranslateAsync(
            async () =>
            {
                var client = await clients.ForAsync(target).ConfigureAwait(false);
                var recent = new IssueCommentRequest { Since = time.GetUtcNow().AddDays(-1) };
                var comments = await client.Issue.Comment.GetAllForIssue(target.Owner, target.Name, number, recent).ConfigureAwait(false);
                return comments.FirstOrDefault(comment => comment.Body?.Contains(hidden, StringComparison.Ordinal) == true)
                    ?? await client.Issue.Comment.Create(target.Owner, target.Name, number, $"{body}\n{hidden}\n").ConfigureAwait(false);
            },
            cancellationToken);
    }

    private async Task PointBranchAsync(
        IGitHubClient client, GitHubRepository repository, Change change, string commit, IPublicationGuard guard, CancellationToken cancellationToken)
    {
        var name = "heads/" + change.Branch;
        var current = await GitHubErrors.FindAsync(() => client.Git.Reference.Get(repository.Owner, repository.Name, name)).ConfigureAwait(false);
        if (current?.Object.Sha == commit)
        {
            return;
        }

        if (current is null)
        {
            await guard.EnsureCurrentAsync(cancellationToken).ConfigureAwait(false);
            await client.Git.Reference.Create(repository.Owner, repository.Name, new NewReference("refs/" + name, commit)).ConfigureAwait(false);
            return;
        }

        var head = await client.Git.Commit.Get(repository.Owner, repository.Name, current.Object.Sha).ConfigureAwait(false);
        if (head.Committer.Email != options.Value.CommitterEmail)
        {
            throw new ForgeRefusedException(
                "branch-modified", $"The branch {change.Branch} carries commits by someone else and was left alone. Merge or delete it, then retry.");
        }

        await guard.EnsureCurrentAsync(cancellationToken).ConfigureAwait(false);
        await client.Git.Reference.Update(repository.Owner, repository.Name, name, new ReferenceUpdate(commit, force: true)).ConfigureAwait(false);
    }

    private static async Task<PullRequest> OpenAsync(
        IGitHubClient client, GitHubRepository repository, Change change, IPublicationGuard guard, CancellationToken cancellationToken)
    {
        var request = new PullRequestRequest { State = ItemStateFilter.Open, Head = $"{repository.Owner}:{change.Branch}" };
        var open = await client.PullRequest.GetAllForRepository(repository.Owner, repository.Name, request).ConfigureAwait(false);
        await guard.EnsureCurrentAsync(cancellationToken).ConfigureAwait(false);
        if (open.Count == 0)
        {
            var opened = new NewPullRequest(change.Title, change.Branch, change.BaseBranch) { Body = change.Body };
            return await client.PullRequest.Create(repository.Owner, repository.Name, opened).ConfigureAwait(false);
        }

        return open[0].Title == change.Title && open[0].Body == change.Body
            ? open[0]
            : await client.PullRequest.Update(
                repository.Owner, repository.Name, open[0].Number, new PullRequestUpdate { Title = change.Title, Body = change.Body }).ConfigureAwait(false);
    }

    /// <summary>Only GitHub Apps may make check runs: what a token may not do is left out.</summary>
    private async Task ReportAsync(IGitHubClient client, GitHubRepository repository, Change change, string commit)
    {
        try
        {
            var known = await client.Check.Run.GetAllForReference(
                repository.Owner, repository.Name, commit, new CheckRunRequest { CheckName = CheckName }).ConfigureAwait(false);
            if (known.CheckRuns.All(run => run.ExternalId != change.UpgradeId.ToString("D")))
            {
                await client.Check.Run.Create(repository.Owner, repository.Name, NewRun(change, commit)).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is ForbiddenException or NotFoundException)
        {
            logger.LogInformation("No check run on {Commit}: {Reason}", commit, exception.Message);
        }
    }

    private NewCheckRun NewRun(Change change, string commit) => new(CheckName, commit)
    {
        Status = CheckStatus.Completed,
        Conclusion = CheckConclusion.Success,
        CompletedAt = time.GetUtcNow(),
        ExternalId = change.UpgradeId.ToString("D"),
        DetailsUrl = change.Check.DetailsUrl,
        Output = new NewCheckRunOutput(change.Check.Title, change.Check.Summary),
    };
}
