using System.Text;
using System.Text.RegularExpressions;

namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>Objects and references of one repository on disk.</summary>
internal sealed partial class GitRepository(GitRunner git, string directory)
{
    /// <summary>A new temporary index.</summary>
    public GitIndex NewIndex() => new(git, directory);

    /// <summary>The tree of the commit with that full id; null where no such commit is.</summary>
    public async Task<string?> FindTreeAsync(string id, CancellationToken cancellationToken)
    {
        if (!ObjectIdPattern().IsMatch(id))
        {
            return null;
        }

        var result = await RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", id + "^{commit}^{tree}"], cancellationToken)
            .ConfigureAwait(false);
        return result.Succeeded ? result.Text : null;
    }

    /// <summary>Writes a blob and gives its id.</summary>
    public async Task<string> WriteBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var command = new GitCommand { GitDirectory = directory, Arguments = ["hash-object", "-w", "--stdin"], Input = content };
        return (await git.RunCheckedAsync(command, cancellationToken).ConfigureAwait(false)).Text;
    }

    /// <summary>The bytes of a blob, at most 64 MiB.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadBlobAsync(string id, CancellationToken cancellationToken)
    {
        var command = new GitCommand { GitDirectory = directory, Arguments = ["cat-file", "blob", id], MaximumOutput = 64 * 1024 * 1024 };
        return (await git.RunCheckedAsync(command, cancellationToken).ConfigureAwait(false)).Output;
    }

    /// <summary>Writes a commit and gives its id; the same input gives the same id.</summary>
    public async Task<string> WriteCommitAsync(string tree, string parent, string message, GitIdentity identity, CancellationToken cancellationToken)
    {
        var command = new GitCommand
        {
            GitDirectory = directory,
            Arguments = ["commit-tree", tree, "-p", parent, "-F", "-"],
            Environment = identity.ToEnvironment(),
            Input = Encoding.UTF8.GetBytes(message),
        };
        return (await git.RunCheckedAsync(command, cancellationToken).ConfigureAwait(false)).Text;
    }

    /// <summary>The committer's email address of a commit.</summary>
    public async Task<string> CommitterOfAsync(string commit, CancellationToken cancellationToken) =>
        (await CheckedAsync(["log", "-1", "--no-show-signature", "--format=%ce", "--end-of-options", commit, "--"], cancellationToken)
            .ConfigureAwait(false)).Text;

    /// <summary>The reference, with the content of what it points at; null where there is none.</summary>
    public async Task<GitReference?> FindReferenceAsync(string name, CancellationToken cancellationToken) =>
        (await ListReferencesAsync(name, cancellationToken).ConfigureAwait(false)).FirstOrDefault(reference => reference.Name == name);

    /// <summary>The references below a prefix such as <c>refs/speccursor/pulls/</c>, or the one of exactly that name.</summary>
    public async Task<IReadOnlyList<GitReference>> ListReferencesAsync(string prefix, CancellationToken cancellationToken)
    {
        // Contents may have any byte but NUL: JSON and commits have none.
        var command = new GitCommand
        {
            GitDirectory = directory,
            Arguments = ["for-each-ref", "--format=%(refname)%00%(objectname)%00%(raw)%00", "--", prefix],
            MaximumOutput = 256 * 1024 * 1024,
        };
        var fields = (await git.RunCheckedAsync(command, cancellationToken).ConfigureAwait(false)).Text.Split('\0');
        var references = new List<GitReference>(fields.Length / 3);
        for (var index = 0; index + 2 < fields.Length; index += 3)
        {
            references.Add(new GitReference(fields[index].TrimStart('\n'), fields[index + 1], fields[index + 2]));
        }

        return references;
    }

    /// <summary>The names of the references below a prefix.</summary>
    public async Task<IReadOnlyList<string>> ListNamesAsync(string prefix, CancellationToken cancellationToken) =>
        (await CheckedAsync(["for-each-ref", "--format=%(refname)", "--", prefix], cancellationToken).ConfigureAwait(false))
            .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// Changes references in one transaction that compares before it swaps: all of it happens or none, whoever else is at work, and however
    /// long this process was asleep.
    /// </summary>
    /// <returns>False when a reference was not as expected, or was being changed by another.</returns>
    public async Task<bool> TryUpdateAsync(IEnumerable<ReferenceUpdate> updates, CancellationToken cancellationToken)
    {
        var input = new StringBuilder("start\n");
        foreach (var update in updates)
        {
            input.Append(update.ToInstruction()).Append('\n');
        }

        input.Append("prepare\ncommit\n");
        var command = new GitCommand
        {
            GitDirectory = directory,
            Arguments = ["update-ref", "--stdin"],
            Input = Encoding.UTF8.GetBytes(input.ToString()),
        };
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded && !LostRacePattern().IsMatch(result.Error))
        {
            throw new GitException($"git update-ref failed ({result.ExitCode}): {result.Error.Trim()}");
        }

        return result.Succeeded;
    }

    private Task<GitResult> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        git.RunAsync(new GitCommand { GitDirectory = directory, Arguments = arguments }, cancellationToken);

    private Task<GitResult> CheckedAsync(string[] arguments, CancellationToken cancellationToken) =>
        git.RunCheckedAsync(new GitCommand { GitDirectory = directory, Arguments = arguments }, cancellationToken);

    [GeneratedRegex(@"\A(?:[0-9a-f]{40}|[0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectIdPattern();

    [GeneratedRegex(@"cannot lock ref '[^']*': (?:is at|reference already exists|unable to resolve|reference is missing|Unable to create '[^']*': File exists)", RegexOptions.CultureInvariant)]
    private static partial Regex LostRacePattern();
}
