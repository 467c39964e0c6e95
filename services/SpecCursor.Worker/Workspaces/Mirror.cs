using SpecCursor.Messaging.Failures;
using SpecCursor.Worker.Processes;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Workspaces;

/// <summary>
/// A bare clone of one repository, with the branch that is upgraded and its history. One that would grow beyond the limit has the newest commit alone, as a shallow clone.
/// </summary>
/// <param name="git">git.</param>
/// <param name="path">Where it is, or will be.</param>
/// <param name="repository">Whose it is.</param>
/// <param name="historyBytes">The limit; 0 for no history at all.</param>
/// <param name="time">The clock.</param>
internal sealed class Mirror(GitCommands git, string path, RepositoryLocation repository, long historyBytes, TimeProvider time)
{
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MeasureInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>What a fetch asks for besides: of a shallow clone, no more commits than those that are named.</summary>
    public IReadOnlyList<string> DepthOption => IsShallow(path) || historyBytes == 0 ? ["--depth=1"] : [];

    /// <summary>Whether a repository has no history. git keeps what it has instead in this file.</summary>
    /// <param name="gitDirectory">Its git directory.</param>
    public static bool IsShallow(string gitDirectory) => File.Exists(Path.Combine(gitDirectory, "shallow"));

    /// <summary>Fetches a branch, when there is anything new in it.</summary>
    /// <exception cref="StepFailedException">The repository isn't there.</exception>
    /// <exception cref="TransientStepException">The forge doesn't answer.</exception>
    public async Task UpdateAsync(RemoteHead head, CancellationToken cancellationToken)
    {
        var branch = $"refs/heads/{head.Branch}";
        if (!Directory.Exists(path))
        {
            await CreateAsync(cancellationToken);
        }
        else if (await ReadReferenceAsync(branch, cancellationToken) == head.Commit)
        {
            return;
        }

        DiscardUnfinished();
        var specification = $"+{branch}:{branch}";
        if (DepthOption.Count == 0)
        {
            if (await FetchWithinLimitAsync(specification, cancellationToken) is { } outcome)
            {
                Check(outcome);
                return;
            }

            Directory.Delete(path, recursive: true);
            await CreateAsync(cancellationToken);
        }

        Check(await FetchAsync(["--depth=1"], specification, cancellationToken));
    }

    /// <summary>Fetches a commit that the branch may no longer have.</summary>
    /// <exception cref="StepFailedException">The repository or the commit isn't there.</exception>
    /// <exception cref="TransientStepException">The forge doesn't answer.</exception>
    public async Task EnsureAsync(string commit, CancellationToken cancellationToken)
    {
        if (await git.HasCommitAsync(path, commit, cancellationToken))
        {
            return;
        }

        var outcome = await FetchAsync(DepthOption, commit, cancellationToken);
        if (!outcome.Succeeded && outcome.Error.Contains("not our ref", StringComparison.Ordinal))
        {
            throw new StepFailedException(
                FailureCodes.CommitNotFound, $"The commit {commit} that the upgrade began from is no longer in '{repository.Name}'.", outcome.Error);
        }

        Check(outcome);
    }

    private Task<byte[]> CreateAsync(CancellationToken cancellationToken) =>
        git.RunLocallyAsync(["init", "--quiet", "--bare", "--template=", "--", path], cancellationToken);

    /// <summary>A fetch that was killed leaves what it had received, which nobody takes up and which counts as history. Only one fetches at a time.</summary>
    private void DiscardUnfinished()
    {
        var packs = new DirectoryInfo(Path.Combine(path, "objects", "pack"));
        foreach (var unfinished in packs.Exists ? packs.EnumerateFiles("tmp_*") : [])
        {
            unfinished.Delete();
        }
    }

    /// <summary>Null when it became too large for it.</summary>
    private async Task<ProcessOutcome?> FetchWithinLimitAsync(string what, CancellationToken cancellationToken)
    {
        using var excess = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var fetch = FetchAsync([], what, excess.Token);
        while (await Task.WhenAny(fetch, Task.Delay(MeasureInterval, time, CancellationToken.None)) != fetch)
        {
            if (IsTooLarge())
            {
                await excess.CancelAsync();
            }
        }

        try
        {
            var outcome = await fetch;
            return outcome.Succeeded && IsTooLarge() ? null : outcome;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private bool IsTooLarge() => FolderSize.Of(path).Bytes > historyBytes;

    private Task<ProcessOutcome> FetchAsync(IReadOnlyList<string> depth, string what, CancellationToken cancellationToken) => git.RunAsync(
        [
            "--git-dir", path, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", .. depth, "--", repository.Address, what,
        ],
        cancellationToken,
        repository.Authorization,
        FetchTimeout);

    private void Check(ProcessOutcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw GitFailure.Of(repository, outcome);
        }
    }

    private async Task<string?> ReadReferenceAsync(string reference, CancellationToken cancellationToken)
    {
        var outcome = await git.RunAsync(["--git-dir", path, "rev-parse", "--verify", "--quiet", "--end-of-options", reference], cancellationToken);
        return outcome.Succeeded ? outcome.OutputText.Trim() : null;
    }
}
