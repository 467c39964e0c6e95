using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Octokit;
using Octokit.Internal;

namespace SpecCursor.GitHubApp.Forges.GitHub;

/// <summary>Clients that may act on a repository: with the configured token, or as the GitHub App's installation there.</summary>
internal sealed class GitHubClients(IOptions<ForgeOptions> options, IHttpClient http, GitHubAppJwt jwt, TimeProvider time)
{
    private const int MaximumTokens = 1000;

    // An installation's token lives for an hour; what has begun is to end before it.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, AccessToken> _tokens = new();

    /// <summary>A client for the repository.</summary>
    public async Task<IGitHubClient> ForAsync(GitHubRepository repository)
    {
        if (options.Value.GitHub.Token is { Length: > 0 } token)
        {
            return Client(new Credentials(token));
        }

        var app = Client(new Credentials(jwt.Create(), AuthenticationType.Bearer));
        var installation = await app.GitHubApps.GetRepositoryInstallationForCurrent(repository.Owner, repository.Name).ConfigureAwait(false);
        if (!_tokens.TryGetValue(installation.Id, out var access) || access.ExpiresAt - Margin < time.GetUtcNow())
        {
            access = await app.GitHubApps.CreateInstallationToken(installation.Id).ConfigureAwait(false);
            Remember(installation.Id, access);
        }

        return Client(new Credentials(access.Token));
    }

    private void Remember(long installation, AccessToken access)
    {
        if (_tokens.Count >= MaximumTokens)
        {
            _tokens.Clear();
        }

        _tokens[installation] = access;
    }

    private GitHubClient Client(Credentials credentials)
    {
        var address = options.Value.GitHub.BaseAddress;
        var connection = new Connection(
            new ProductHeaderValue("SpecCursor"),
            new Uri(address.EndsWith('/') ? address : address + "/"),
            new InMemoryCredentialStore(credentials),
            http,
            new SimpleJsonSerializer());
        return new GitHubClient(connection);
    }
}
