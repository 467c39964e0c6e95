using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.GitHubApp.Forges.GitHub;

/// <summary>A repository on GitHub.</summary>
/// <param name="Owner">Its owner.</param>
/// <param name="Name">Its name.</param>
internal sealed record GitHubRepository(string Owner, string Name)
{
    /// <summary>Reads <c>owner/name</c>.</summary>
    /// <exception cref="ForgeRefusedException">It is something else.</exception>
    public static GitHubRepository Parse(string address)
    {
        if (!RepositoryAddress.TryValidate(address, out var error) || RepositoryAddress.IsFile(address))
        {
            throw new ForgeRefusedException("repository-invalid", error.Length > 0 ? error : "On GitHub a repository is 'owner/name'.");
        }

        var parts = address.Split('/');
        return new GitHubRepository(parts[0], parts[1]);
    }
}
