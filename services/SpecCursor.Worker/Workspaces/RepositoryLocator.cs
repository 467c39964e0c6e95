using System.Text;
using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Worker.Upgrades;

namespace SpecCursor.Worker.Workspaces;

/// <summary>Finds out where a repository is, by the kind of forge.</summary>
internal sealed class RepositoryLocator(IOptions<ForgeOptions> options, IOptions<WorkerOptions> worker)
{
    private readonly ForgeOptions _options = options.Value;

    /// <exception cref="StepFailedException">The repository isn't named properly, isn't there, or isn't allowed.</exception>
    public RepositoryLocation Locate(string repository)
    {
        if (!RepositoryAddress.TryValidate(repository, out var error))
        {
            throw new StepFailedException(FailureCodes.RepositoryRefused, error);
        }

        if (RepositoryAddress.IsFile(repository))
        {
            return _options.IsGitHub
                ? throw new StepFailedException(FailureCodes.RepositoryRefused, "Repositories of this machine are refused where the forge is GitHub.")
                : Local(repository, repository["file://".Length..]);
        }

        if (_options.IsGitHub)
        {
            return new RepositoryLocation(repository, $"{GitAddress(_options.GitHub.BaseAddress)}/{repository}.git", Authorization(_options.GitHub.Token));
        }

        var root = _options.Local.Root ?? Path.Combine(worker.Value.ResolvedStateDirectory, "forge");
        return Local(repository, Path.Combine(root, repository + ".git"));
    }

    private static RepositoryLocation Local(string repository, string path) => Directory.Exists(path)
        ? new RepositoryLocation(repository, Path.GetFullPath(path), Authorization: null)
        : throw new StepFailedException(FailureCodes.RepositoryNotFound, $"The repository '{repository}' is not there.");

    /// <summary>The API is on its own host at GitHub, and under a path at GitHub Enterprise Server.</summary>
    private static string GitAddress(Uri api)
    {
        var host = string.Equals(api.Host, "api.github.com", StringComparison.OrdinalIgnoreCase) ? "github.com" : api.Authority;
        return $"{api.Scheme}://{host}";
    }

    private static string? Authorization(string? token) =>
        string.IsNullOrEmpty(token) ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{token}"));
}
