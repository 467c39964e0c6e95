using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Workspaces;

/// <summary>
/// Bare clones that only grow by what is new, one a repository, shared by all worker processes of the machine. Losing them costs time only.
/// </summary>
internal sealed class MirrorCache(
    GitCommands git, WorkspaceRemover remover, WorkerDirectories directories, IOptions<WorkerOptions> options, TimeProvider time, ILogger<MirrorCache> logger)
{
    private const long Mebibyte = 1024 * 1024;
    private static readonly TimeSpan RemoteTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(12);

    /// <summary>A name for a repository that is fit for a folder.</summary>
    public static string Key(RepositoryLocation repository) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository.Address)))[..32];

    /// <summary>Checks a commit out of an up-to-date mirror.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="pinnedCommit">The commit; null for the head of the default branch.</param>
    /// <param name="checkout">Where to.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The branch, and the commit that was checked out.</returns>
    /// <exception cref="StepFailedException">The repository or the commit isn't there.</exception>
    /// <exception cref="TransientStepException">The forge doesn't answer.</exception>
    public async Task<RemoteHead> CheckOutAsync(
        RepositoryLocation repository, string? pinnedCommit, CheckoutTarget checkout, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(repository, cancellationToken);
        var mirror = Path.Combine(directories.Mirrors, Key(repository) + ".git");
        using var ownership = await LockAsync(mirror, cancellationToken);
        try
        {
            return await UpdateAndCheckOutAsync(repository, head, pinnedCommit, mirror, checkout, cancellationToken);
        }
        catch (TransientStepException exception) when (exception.Failure.Code != FailureCodes.ForgeUnavailable && Directory.Exists(mirror))
        {
            logger.LogWarning("The mirror of {Repository} is unusable and is made anew: {Reason}", repository.Name, exception.Message);
            Directory.Delete(mirror, recursive: true);
            await remover.RemoveAsync(checkout.GitDirectory);
            await remover.RemoveAsync(checkout.Tree);
            return await UpdateAndCheckOutAsync(repository, head, pinnedCommit, mirror, checkout, cancellationToken);
        }
    }

    private async Task<RemoteHead> UpdateAndCheckOutAsync(
        RepositoryLocation repository, RemoteHead head, string? pinnedCommit, string mirror, CheckoutTarget checkout, CancellationToken cancellationToken)
    {
        var source = new Mirror(git, mirror, repository, options.Value.HistoryMegabytes * Mebibyte, time);
        await source.UpdateAsync(head, cancellationToken);
        if (pinnedCommit is not null)
        {
            await source.EnsureAsync(pinnedCommit, cancellationToken);
        }

        var commit = pinnedCommit ?? head.Commit;
        Directory.SetLastWriteTimeUtc(mirror, time.GetUtcNow().UtcDateTime);
        await git.RunLocallyAsync(
            [
                "clone", "--quiet", "--local", "--no-tags", "--single-branch", $"--branch={head.Branch}", "--template=", "--no-checkout",
                $"--separate-git-dir={checkout.GitDirectory}", "--", mirror, checkout.Tree,
            ],
            cancellationToken);

        // It would show the machine's paths to the repository's code; the sandbox puts the real one in its place.
        File.Delete(Path.Combine(checkout.Tree, ".git"));
        if (commit != head.Commit && !await git.HasCommitAsync(checkout.GitDirectory, commit, cancellationToken))
        {
            await git.RunLocallyAsync(
                ["--git-dir", checkout.GitDirectory, "fetch", "--quiet", "--no-tags", .. source.DepthOption, "--", mirror, commit], cancellationToken);
        }

        await git.RunLocallyAsync(
            ["--git-dir", checkout.GitDirectory, "--work-tree", checkout.Tree, "reset", "--quiet", "--hard", commit, "--"], cancellationToken);
        return head with { Commit = commit };
    }

    private async Task<RemoteHead> ReadHeadAsync(RepositoryLocation repository, CancellationToken cancellationToken)
    {
        var outcome = await git.RunAsync(
            ["ls-remote", "--symref", "--", repository.Address, "HEAD", "refs/heads/*"], cancellationToken, repository.Authorization, RemoteTimeout);
        return outcome.Succeeded ? RemoteHead.Parse(outcome.Output, repository.Name) : throw GitFailure.Of(repository, outcome);
    }

    private async Task<LockFile> LockAsync(string mirror, CancellationToken cancellationToken)
    {
        try
        {
            return await LockFile.AcquireAsync(mirror + ".lock", LockPatience, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TransientStepException(
                new Contracts.Upgrades.StepFailure { Code = "mirror-locked", Reason = "Another run kept the repository's mirror for too long.", IsTransient = true },
                exception);
        }
    }
}
