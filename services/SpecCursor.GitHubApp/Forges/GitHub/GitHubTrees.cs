using Octokit;

namespace SpecCursor.GitHubApp.Forges.GitHub;

/// <summary>Finds files in a commit, folder by folder: whole trees of large repositories come cut off.</summary>
internal sealed class GitHubTrees(IGitHubClient client, GitHubRepository repository, string root)
{
    private readonly Dictionary<string, IReadOnlyList<TreeItem>> _trees = new(StringComparer.Ordinal);

    /// <summary>The file at a path; null where there is none.</summary>
    public async Task<TreeItem?> FindAsync(string path)
    {
        var tree = root;
        var parts = path.Split('/');
        for (var depth = 0; depth < parts.Length; depth++)
        {
            var items = await ListAsync(tree).ConfigureAwait(false);
            var item = items.FirstOrDefault(candidate => candidate.Path == parts[depth]);
            if (item is null || depth == parts.Length - 1)
            {
                return item is { Type.StringValue: "tree" } ? null : item;
            }

            if (item.Type.StringValue != "tree")
            {
                return null;
            }

            tree = item.Sha;
        }

        return null;
    }

    /// <summary>The bytes of a file.</summary>
    public async Task<byte[]> ReadAsync(string sha)
    {
        var blob = await client.Git.Blob.Get(repository.Owner, repository.Name, sha).ConfigureAwait(false);
        return blob.Encoding.StringValue == "base64" ? Convert.FromBase64String(blob.Content) : System.Text.Encoding.UTF8.GetBytes(blob.Content);
    }

    private async Task<IReadOnlyList<TreeItem>> ListAsync(string sha)
    {
        if (!_trees.TryGetValue(sha, out var items))
        {
            var response = await client.Git.Tree.Get(repository.Owner, repository.Name, sha).ConfigureAwait(false);
            _trees[sha] = items = response.Tree;
        }

        return items;
    }
}
