using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Octokit;
using SpecCursor.GitHubApp.Forges.Git;

namespace SpecCursor.GitHubApp.Forges.GitHub;

/// <summary>
/// Makes a commit at GitHub without a clone: only the files that the diff touches are fetched, the diff is applied by git itself in an empty
/// scratch repository, and what came of it is sent back as blobs, one tree and one commit.
/// </summary>
internal sealed partial class GitHubCommits(GitRunner git, DiffInspector inspector, IOptions<ForgeOptions> options)
{
    private const int MaximumFiles = 300;
    private const string Submodule = "160000";

    /// <summary>Makes the commit. The same change makes the same commit.</summary>
    /// <returns>The commit's id.</returns>
    /// <exception cref="ForgeRefusedException">The change does not apply, or touches more files than are allowed.</exception>
    public async Task<string> CreateAsync(IGitHubClient client, GitHubRepository repository, Change change, CancellationToken cancellationToken)
    {
        var baseCommit = await GitHubErrors.FindAsync(() => client.Git.Commit.Get(repository.Owner, repository.Name, change.BaseCommit)).ConfigureAwait(false)
            ?? throw new ForgeRefusedException("base-commit-missing", "The commit that the change builds on is not in the repository any more.");
        var paths = await PathsAsync(change.Diff, cancellationToken).ConfigureAwait(false);
        var directory = git.ScratchFile();
        try
        {
            await git.RunCheckedAsync(new GitCommand { Arguments = ["init", "--quiet", "--bare", "--template=", directory] }, cancellationToken).ConfigureAwait(false);
            var scratch = new GitRepository(git, directory);
            var trees = new GitHubTrees(client, repository, baseCommit.Tree.Sha);
            var before = await FetchAsync(scratch, trees, paths, cancellationToken).ConfigureAwait(false);
            var after = await ApplyAsync(scratch, before, change.Diff, cancellationToken).ConfigureAwait(false);
            var tree = await SendAsync(client, repository, baseCommit.Tree.Sha, scratch, before, after, cancellationToken).ConfigureAwait(false);
            return await CommitAsync(client, repository, tree, change).ConfigureAwait(false);
        }
        finally
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    private async Task<IReadOnlyList<string>> PathsAsync(string diff, CancellationToken cancellationToken)
    {
        var paths = await inspector.FilesAsync(diff, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> all = [.. paths.Concat(OriginPattern().Matches(diff).Select(match => match.Groups[1].Value)).Distinct(StringComparer.Ordinal)];
        return all.Count <= MaximumFiles
            ? all
            : throw new ForgeRefusedException("change-too-large", $"The change touches more than {MaximumFiles} files.");
    }

    private static async Task<Dictionary<string, GitEntry>> FetchAsync(
        GitRepository scratch, GitHubTrees trees, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, GitEntry>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await trees.FindAsync(path).ConfigureAwait(false) is not { } item)
            {
                continue;
            }

            if (item.Mode == Submodule)
            {
                throw new ForgeRefusedException("change-unsupported", $"'{path}' is a submodule; those are not changed.");
            }

            var content = await trees.ReadAsync(item.Sha).ConfigureAwait(false);
            entries[path] = new GitEntry(item.Mode, await scratch.WriteBlobAsync(content, cancellationToken).ConfigureAwait(false));
        }

        return entries;
    }

    private static async Task<Dictionary<string, GitEntry>> ApplyAsync(
        GitRepository scratch, Dictionary<string, GitEntry> before, string diff, CancellationToken cancellationToken)
    {
        using var index = scratch.NewIndex();
        await index.AddAsync(before, cancellationToken).ConfigureAwait(false);
        await index.ApplyAsync(diff, cancellationToken).ConfigureAwait(false);
        return await index.ListAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> SendAsync(
        IGitHubClient client,
        GitHubRepository repository,
        string baseTree,
        GitRepository scratch,
        Dictionary<string, GitEntry> before,
        Dictionary<string, GitEntry> after,
        CancellationToken cancellationToken)
    {
        var items = new List<Dictionary<string, string?>>();
        foreach (var (path, entry) in after.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var content = await scratch.ReadBlobAsync(entry.ObjectId, cancellationToken).ConfigureAwait(false);
            var blob = await client.Git.Blob.Create(
                repository.Owner, repository.Name, new NewBlob { Content = Convert.ToBase64String(content.Span), Encoding = EncodingType.Base64 }).ConfigureAwait(false);
            items.Add(Item(path, entry.Mode, blob.Sha));
        }

        items.AddRange(before.Where(pair => !after.ContainsKey(pair.Key)).Select(pair => Item(pair.Key, pair.Value.Mode, null)));
        if (items.Count == 0)
        {
            throw new ForgeRefusedException("empty-change", "The change changes nothing.");
        }

        // Octokit leaves nulls out, but a null is how GitHub is told to remove a file.
        var body = JsonSerializer.Serialize(new { base_tree = baseTree, tree = items });
        var response = await client.Connection.Post<TreeResponse>(
            new Uri($"repos/{repository.Owner}/{repository.Name}/git/trees", UriKind.Relative), body, "application/vnd.github+json", "application/json", cancellationToken: cancellationToken).ConfigureAwait(false);
        return response.Body.Sha;
    }

    private async Task<string> CommitAsync(IGitHubClient client, GitHubRepository repository, string tree, Change change)
    {
        var committer = new Committer(options.Value.CommitterName, options.Value.CommitterEmail, DateTimeOffset.FromUnixTimeSeconds(change.At.ToUnixTimeSeconds()));
        var commit = await client.Git.Commit.Create(
            repository.Owner,
            repository.Name,
            new NewCommit(change.Message, tree, change.BaseCommit) { Author = committer, Committer = committer }).ConfigureAwait(false);
        return commit.Sha;
    }

    private static Dictionary<string, string?> Item(string path, string mode, string? sha) =>
        new() { ["path"] = path, ["mode"] = mode, ["type"] = "blob", ["sha"] = sha };

    // What the diff renames or copies is read, too. Lines of content begin with a blank, a plus or a minus.
    [GeneratedRegex(@"^(?:rename|copy) from ([^""\r\n][^\r\n]*)$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex OriginPattern();
}
