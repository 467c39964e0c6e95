using System.Text;
using Microsoft.Extensions.Options;
using SpecCursor.GitHubApp.Forges.Git;

namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>
/// Bare repositories on disk. The commit is made in a temporary index; then one reference transaction moves the branch, writes the pull
/// request and verifies the fence.
/// </summary>
internal sealed class LocalForge(
    GitRunner git, LocalRepositories repositories, IOptions<ForgeOptions> options, TimeProvider time, ILogger<LocalForge> logger) : IForge
{
    private const int MaximumAttempts = 8;

    /// <inheritdoc />
    public async Task<PublishedChange> PublishAsync(Change change, IPublicationGuard guard, CancellationToken cancellationToken)
    {
        var directory = repositories.Locate(change.Repository);
        var target = new LocalTarget(new GitRepository(git, directory), directory);
        try
        {
            // Each run of git is a process. Whatever is read here is compared when it is written, so it may be read meanwhile.
            var committing = CommitAsync(target.Repository, change, cancellationToken);
            var looking = LookAsync(target, change, cancellationToken);
            await Task.WhenAll(committing, looking).ConfigureAwait(false);
            var commit = await committing;
            var situation = await looking;
            for (var attempt = 1; attempt <= MaximumAttempts; attempt++)
            {
                if (situation is not null
                    && await TryPublishAsync(target, change, commit, situation, guard, cancellationToken).ConfigureAwait(false) is { } number)
                {
                    var file = await target.PullRequests.ExportAsync(number, CancellationToken.None).ConfigureAwait(false);
                    return new PublishedChange(change.Branch, commit, number, new Uri(file).AbsoluteUri);
                }

                logger.LogDebug("Lost a race for {Branch}, attempt {Attempt}", change.Branch, attempt);
                situation = await LookAsync(target, change, cancellationToken).ConfigureAwait(false);
            }

            throw new ForgeUnavailableException($"The branch {change.Branch} is being changed by others, or a lock was left on it.");
        }
        catch (Exception exception) when (exception is GitException or IOException or UnauthorizedAccessException)
        {
            throw new ForgeUnavailableException($"The local forge failed: {exception.Message}", exception);
        }
    }

    /// <inheritdoc />
    public async Task RevokeAsync(string repository, Guid upgradeId, long fence, CancellationToken cancellationToken)
    {
        var fenceOf = new PublicationFence(new GitRepository(git, repositories.Locate(repository)), upgradeId);
        try
        {
            for (var attempt = 1; attempt <= MaximumAttempts; attempt++)
            {
                if (await fenceOf.TryRevokeAsync(fence, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (exception is GitException or IOException)
        {
            throw new ForgeUnavailableException($"The local forge failed: {exception.Message}", exception);
        }

        throw new ForgeUnavailableException("The upgrade's fence is being changed by others.");
    }

    /// <inheritdoc />
    public async Task CommentAsync(string repository, int number, string marker, string body, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(LocalRepositories.PullsDirectory(repositories.Locate(repository)), "comments");
        try
        {
            Directory.CreateDirectory(directory);
            var file = Path.Combine(directory, $"{number}-{marker}.md");
            var temporary = $"{file}.{Guid.NewGuid():N}";
            await File.WriteAllTextAsync(temporary, body, Encoding.UTF8, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ForgeUnavailableException($"The local forge failed: {exception.Message}", exception);
        }
    }

    private async Task<string> CommitAsync(GitRepository repository, Change change, CancellationToken cancellationToken)
    {
        if (await repository.FindTreeAsync(change.BaseCommit, cancellationToken).ConfigureAwait(false) is not { } baseTree)
        {
            throw new ForgeRefusedException("base-commit-missing", "The commit that the change builds on is not in the repository any more.");
        }

        using var index = repository.NewIndex();
        await index.ReadTreeAsync(baseTree, cancellationToken).ConfigureAwait(false);
        await index.ApplyAsync(change.Diff, cancellationToken).ConfigureAwait(false);
        var tree = await index.WriteTreeAsync(cancellationToken).ConfigureAwait(false);
        if (tree == baseTree)
        {
            throw new ForgeRefusedException("empty-change", "The change changes nothing.");
        }

        var identity = new GitIdentity(options.Value.CommitterName, options.Value.CommitterEmail, change.At);
        return await repository.WriteCommitAsync(tree, change.BaseCommit, change.Message, identity, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>How the forge stands; null when another changed the upgrade's fence at the same moment.</returns>
    private static async Task<PublicationSituation?> LookAsync(LocalTarget target, Change change, CancellationToken cancellationToken)
    {
        var taking = new PublicationFence(target.Repository, change.UpgradeId).TryTakeAsync(change.Fence, cancellationToken);
        var findingHead = target.Repository.FindReferenceAsync(BranchReference(change), cancellationToken);
        var findingExisting = target.PullRequests.FindByBranchAsync(change.Branch, cancellationToken);
        var numbering = target.PullRequests.NextNumberAsync(cancellationToken);
        await Task.WhenAll(taking, findingHead, findingExisting, numbering).ConfigureAwait(false);
        return await taking is { } fenceHolds
            ? new PublicationSituation(fenceHolds, await findingHead, await findingExisting, await numbering)
            : null;
    }

    /// <returns>The pull request's number, or null when another was faster.</returns>
    private async Task<int?> TryPublishAsync(
        LocalTarget target, Change change, string commit, PublicationSituation situation, IPublicationGuard guard, CancellationToken cancellationToken)
    {
        var (fenceHolds, head, existing, _) = situation;
        if (head?.ObjectId == commit && existing is not null && existing.Record.Commit == commit && existing.Record.UpgradeId == change.UpgradeId)
        {
            return existing.Record.Number;
        }

        await EnsureOursAsync(target.Repository, change.Branch, head, cancellationToken).ConfigureAwait(false);
        ReferenceUpdate[] updates =
        [
            fenceHolds,
            new ReferenceUpdate(BranchReference(change), head?.ObjectId, commit),
            .. await target.PullRequests.PrepareAsync(Describe(change, commit, situation), existing, cancellationToken).ConfigureAwait(false),
        ];
        await guard.EnsureCurrentAsync(cancellationToken).ConfigureAwait(false);
        StaleLocks.Remove(target.Directory, updates.Select(update => update.Name), time.GetUtcNow());

        // From here on it either happens or not; killing git in the middle would only leave its locks behind.
        return await target.Repository.TryUpdateAsync(updates, CancellationToken.None).ConfigureAwait(false)
            ? situation.Existing?.Record.Number ?? situation.NextNumber
            : null;
    }

    private static string BranchReference(Change change) => "refs/heads/" + change.Branch;

    private async Task EnsureOursAsync(GitRepository repository, string branch, GitReference? head, CancellationToken cancellationToken)
    {
        if (head is not null
            && await repository.CommitterOfAsync(head.ObjectId, cancellationToken).ConfigureAwait(false) != options.Value.CommitterEmail)
        {
            throw new ForgeRefusedException(
                "branch-modified", $"The branch {branch} carries commits by someone else and was left alone. Merge or delete it, then retry.");
        }
    }

    private PullRequestRecord Describe(Change change, string commit, PublicationSituation situation)
    {
        var now = time.GetUtcNow();
        return new PullRequestRecord
        {
            Number = situation.Existing?.Record.Number ?? situation.NextNumber,
            State = "open",
            Title = change.Title,
            Body = change.Body,
            Head = change.Branch,
            Base = change.BaseBranch,
            Commit = commit,
            BaseCommit = change.BaseCommit,
            UpgradeId = change.UpgradeId,
            CreatedAt = situation.Existing?.Record.CreatedAt ?? now,
            UpdatedAt = now,
            CheckTitle = change.Check.Title,
            CheckConclusion = "success",
            DetailsUrl = change.Check.DetailsUrl,
        };
    }
}
