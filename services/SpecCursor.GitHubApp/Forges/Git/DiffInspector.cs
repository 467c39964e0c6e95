using System.Text;

namespace SpecCursor.GitHubApp.Forges.Git;

/// <summary>Reads a diff without a repository.</summary>
internal sealed class DiffInspector(GitRunner git)
{
    /// <summary>The paths that the diff leaves changed, in its order.</summary>
    /// <exception cref="ForgeRefusedException">It is not a diff.</exception>
    public async Task<IReadOnlyList<string>> FilesAsync(string diff, CancellationToken cancellationToken)
    {
        var command = new GitCommand { Arguments = ["apply", "--numstat", "-z", "-"], Input = Encoding.UTF8.GetBytes(diff) };
        var result = await git.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? [.. result.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('\t', 3)[^1])]
            : throw new ForgeRefusedException("change-malformed", "The change is not a diff that git can read.", result.Error.Trim());
    }
}
