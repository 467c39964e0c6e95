using System.Text;

namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>A temporary index: changes are applied to it without a work tree, so nothing is checked out and nothing of it can run.</summary>
internal sealed class GitIndex(GitRunner git, string directory) : IDisposable
{
    private readonly string _file = git.ScratchFile();

    private Dictionary<string, string> Environment => new() { ["GIT_INDEX_FILE"] = _file };

    /// <summary>Fills the index from a commit or tree.</summary>
    public Task ReadTreeAsync(string treeish, CancellationToken cancellationToken) =>
        git.RunCheckedAsync(Command("read-tree", treeish), cancellationToken);

    /// <summary>Puts files into the index, by their modes and objects.</summary>
    public Task AddAsync(IReadOnlyDictionary<string, GitEntry> entries, CancellationToken cancellationToken)
    {
        var lines = string.Concat(entries.Select(pair => $"{pair.Value.Mode} {pair.Value.ObjectId} 0\t{pair.Key}\0"));
        return git.RunCheckedAsync(
            Command("update-index", "-z", "--index-info") with { Input = Encoding.UTF8.GetBytes(lines) }, cancellationToken);
    }

    /// <summary>All files in the index, by their paths.</summary>
    public async Task<Dictionary<string, GitEntry>> ListAsync(CancellationToken cancellationToken)
    {
        var result = await git.RunCheckedAsync(Command("ls-files", "--stage", "-z"), cancellationToken).ConfigureAwait(false);
        var entries = new Dictionary<string, GitEntry>(StringComparer.Ordinal);
        foreach (var line in result.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var (head, path) = (line[..line.IndexOf('\t')], line[(line.IndexOf('\t') + 1)..]);
            var fields = head.Split(' ');
            entries[path] = new GitEntry(fields[0], fields[1]);
        }

        return entries;
    }

    /// <summary>Applies a unified diff. It applies whole or not at all, and git refuses paths outside of the tree or inside <c>.git</c>.</summary>
    /// <exception cref="ForgeRefusedException">It does not apply.</exception>
    public async Task ApplyAsync(string diff, CancellationToken cancellationToken)
    {
        var result = await git.RunAsync(
            Command("apply", "--cached", "-") with { Input = Encoding.UTF8.GetBytes(diff) }, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new ForgeRefusedException("change-does-not-apply", "The change does not apply to the base commit.", result.Error.Trim());
        }
    }

    /// <summary>Writes the index as a tree and gives the tree's id.</summary>
    public async Task<string> WriteTreeAsync(CancellationToken cancellationToken) =>
        (await git.RunCheckedAsync(Command("write-tree"), cancellationToken).ConfigureAwait(false)).Text;

    /// <inheritdoc />
    public void Dispose() => File.Delete(_file);

    private GitCommand Command(params string[] arguments) => new() { GitDirectory = directory, Arguments = arguments, Environment = Environment };
}
