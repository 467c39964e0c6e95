using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Forges.Git;
using SpecCursor.GitHubApp.Texts;
using SpecCursor.Messaging.Failures;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.GitHubApp.Publications;

/// <inheritdoc cref="IPublications" />
internal sealed class Publisher(
    PublicationLedger ledger,
    IForge forge,
    DiffInspector inspector,
    PullRequestText text,
    SpecCursorMetrics metrics,
    TimeProvider time,
    ILogger<Publisher> logger) : IPublications
{
    private const string StepName = "publish";
    private const int MaximumDetail = 16 * 1024;

    /// <inheritdoc />
    public async Task<UpgradePublished> PublishAsync(PublishUpgrade command, CancellationToken cancellationToken)
    {
        var context = command.Context;
        var started = time.GetTimestamp();
        var status = "failed";
        using var activity = SpecCursorActivities.StartUpgradeStep(StepName, context.UpgradeId, context.Ecosystem, context.PackageName);
        activity?.SetVersions(command.FromVersion, command.ToVersion);
        try
        {
            var answer = await AnswerAsync(command, cancellationToken).ConfigureAwait(false);
            if (answer.Failure is { } failure)
            {
                activity?.Fail(failure.Reason);
                logger.LogWarning("Could not publish {UpgradeId}: {Code}: {Reason}", context.UpgradeId, failure.Code, failure.Reason);
                return answer;
            }

            status = "succeeded";
            logger.LogInformation("Published {UpgradeId} on {Branch} as {PullRequest}", context.UpgradeId, answer.Branch, answer.PullRequestUrl);
            return answer;
        }
        catch (OperationCanceledException)
        {
            status = "cancelled";
            throw;
        }
        catch (Exception exception)
        {
            activity?.Fail(exception);
            throw;
        }
        finally
        {
            metrics.StepEnded(context.Ecosystem, StepName, status, time.GetElapsedTime(started));
        }
    }

    /// <inheritdoc />
    public Task RevokeAsync(RevokePublication command, CancellationToken cancellationToken) =>
        ledger.RevokeAsync(command, repository => RevokeAtForgeAsync(repository, command, cancellationToken), cancellationToken);

    private async Task RevokeAtForgeAsync(string repository, RevokePublication command, CancellationToken cancellationToken)
    {
        try
        {
            await forge.RevokeAsync(repository, command.UpgradeId, command.Fence, cancellationToken).ConfigureAwait(false);
        }
        catch (ForgeRefusedException exception)
        {
            logger.LogInformation("Nothing to revoke at the forge for {UpgradeId}: {Reason}", command.UpgradeId, exception.Message);
        }
    }

    private async Task<UpgradePublished> AnswerAsync(PublishUpgrade command, CancellationToken cancellationToken)
    {
        try
        {
            var published = await PublishOnceAsync(command, cancellationToken).ConfigureAwait(false);
            return Answer(command) with
            {
                Branch = published.Branch,
                Commit = published.Commit,
                PullRequestNumber = published.Number,
                PullRequestUrl = published.Url,
            };
        }
        catch (PublicationFencedException exception)
        {
            return Answer(command) with { Failure = new StepFailure { Code = "fenced", Reason = exception.Message } };
        }
        catch (ForgeRefusedException exception)
        {
            return Answer(command) with
            {
                Failure = new StepFailure { Code = exception.Code, Reason = exception.Message, Detail = Bound(exception.Detail) },
            };
        }
        catch (ForgeUnavailableException exception)
        {
            var failure = new StepFailure { Code = "forge-unavailable", Reason = Markdown.Line(exception.Message, 2000), IsTransient = true };
            throw new TransientStepException(failure, exception);
        }
    }

    private async Task<PublishedChange> PublishOnceAsync(PublishUpgrade command, CancellationToken cancellationToken)
    {
        if (await ledger.TryClaimAsync(command, cancellationToken).ConfigureAwait(false) is not { } claimedAt)
        {
            throw new PublicationFencedException("The upgrade was cancelled, or a later command for it has been given.");
        }

        await using var lease = await ledger.LeaseAsync(command, cancellationToken).ConfigureAwait(false);
        if (lease.Published is { } before)
        {
            return before;
        }

        var change = await DescribeAsync(command, claimedAt, cancellationToken).ConfigureAwait(false);
        var published = await forge.PublishAsync(change, lease, cancellationToken).ConfigureAwait(false);

        // The effect is out: its record is not to be lost to a cancellation.
        await lease.CompleteAsync(published, CancellationToken.None).ConfigureAwait(false);
        return published;
    }

    private async Task<Change> DescribeAsync(PublishUpgrade command, DateTimeOffset claimedAt, CancellationToken cancellationToken)
    {
        var files = await inspector.FilesAsync(command.Diff, cancellationToken).ConfigureAwait(false);
        return new Change
        {
            Repository = command.Context.Repository,
            UpgradeId = command.Context.UpgradeId,
            Fence = command.Fence,
            BaseCommit = command.BaseCommit,
            BaseBranch = command.BaseBranch,
            Branch = BranchName.Of(command.Context.Ecosystem, command.Context.PackageName, command.ToVersion),
            Diff = command.Diff,
            Title = PullRequestText.Title(command),
            Body = text.Body(command, files),
            Message = PullRequestText.CommitMessage(command),
            Check = new CheckReport
            {
                Title = PullRequestText.Title(command),
                Summary = PullRequestText.CheckSummary(command),
                DetailsUrl = text.UpgradeUrl(command.Context.UpgradeId),
            },
            At = claimedAt,
        };
    }

    private static UpgradePublished Answer(PublishUpgrade command) =>
        new() { UpgradeId = command.Context.UpgradeId, Fence = command.Fence, Attempt = command.Attempt };

    private static string? Bound(string? detail) => detail is { Length: > MaximumDetail } ? detail[..MaximumDetail] : detail;
}
