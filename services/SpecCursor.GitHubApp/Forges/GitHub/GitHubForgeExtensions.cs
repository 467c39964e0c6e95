using Octokit.Internal;
using SpecCursor.ServiceDefaults.Http;

namespace SpecCursor.GitHubApp.Forges.GitHub;

/// <summary>Makes GitHub the forge.</summary>
internal static class GitHubForgeExtensions
{
    private const string ClientName = "github";

    /// <summary>Adds the forge and its HTTP client, with the resilience and the metrics that every client has.</summary>
    public static IServiceCollection AddGitHubForge(this IServiceCollection services)
    {
        services.AddHttpClient(ClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .AddExternalApi("github");
        services.AddSingleton<IHttpClient>(provider =>
            new HttpClientAdapter(() => provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(ClientName)));
        services.AddSingleton<GitHubAppJwt>();
        services.AddSingleton<GitHubClients>();
        services.AddSingleton<GitHubCommits>();
        services.AddSingleton<IForge, GitHubForge>();
        return services;
    }
}
