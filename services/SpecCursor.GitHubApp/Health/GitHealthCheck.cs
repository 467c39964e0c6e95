using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpecCursor.GitHubApp.Forges.Git;

namespace SpecCursor.GitHubApp.Health;

/// <summary>Whether git is there; asked once it was found, never again.</summary>
internal sealed class GitHealthCheck(GitRunner git) : IHealthCheck
{
    private string? _version;

    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_version is null)
        {
            try
            {
                _version = (await git.RunCheckedAsync(new GitCommand { Arguments = ["--version"] }, cancellationToken).ConfigureAwait(false)).Text;
            }
            catch (GitException exception)
            {
                return HealthCheckResult.Unhealthy(exception.Message, exception);
            }
        }

        return HealthCheckResult.Healthy(_version);
    }
}
