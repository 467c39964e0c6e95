using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.GitHubApp.Forges.Local;

/// <summary>Finds the bare repository that an address names.</summary>
internal sealed class LocalRepositories(IOptions<ForgeOptions> options)
{
    /// <summary>The repository's git directory.</summary>
    /// <exception cref="ForgeRefusedException">The address is not allowed, or nothing is there.</exception>
    public string Locate(string address)
    {
        if (!RepositoryAddress.TryValidate(address, out var error))
        {
            throw new ForgeRefusedException("repository-invalid", error);
        }

        var directory = RepositoryAddress.IsFile(address) ? FromFile(address) : Path.Combine(Root, address + ".git");
        return IsRepository(directory)
            ? directory
            : throw new ForgeRefusedException("repository-not-found", $"There is no repository '{address}' on the local forge.");
    }

    /// <summary>Where people find the repository's pull requests: beside it, <c>&lt;name&gt;.pulls</c>.</summary>
    public static string PullsDirectory(string directory)
    {
        var repository = Path.GetFileName(directory) == ".git" ? Path.GetDirectoryName(directory)! : directory;
        return (repository.EndsWith(".git", StringComparison.Ordinal) ? repository[..^4] : repository) + ".pulls";
    }

    private string Root => options.Value.Local.Root ?? throw new InvalidOperationException("The local forge has no root.");

    private string FromFile(string address)
    {
        if (!options.Value.Local.AllowFileAddresses)
        {
            throw new ForgeRefusedException("repository-invalid", "Addresses with file:/// are not enabled here.");
        }

        var path = Path.GetFullPath(address["file://".Length..]);
        var inside = Path.Combine(path, ".git");
        return IsRepository(inside) ? inside : path;
    }

    private static bool IsRepository(string directory) =>
        File.Exists(Path.Combine(directory, "HEAD")) && Directory.Exists(Path.Combine(directory, "objects"));
}
