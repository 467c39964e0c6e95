using SpecCursor.Contracts.Api;
using SpecCursor.GitHubApp.Forges;
using SpecCursor.GitHubApp.Forges.Git;
using SpecCursor.GitHubApp.Forges.Local;

namespace SpecCursor.GitHubApp.Api;

/// <summary><c>GET /api/v1/forge/{owner}/{name}/pulls[/{number}]</c>: the local forge's pull requests.</summary>
internal static class LocalForgeApi
{
    private const int MaximumPageSize = 100;

    /// <summary>Maps the endpoints where the forge is a local one.</summary>
    public static WebApplication MapLocalForge(this WebApplication app)
    {
        if (!ForgeOptions.IsGitHub(app.Configuration))
        {
            var pulls = app.MapGroup("/api/v1/forge/{owner}/{name}/pulls").AddEndpointFilter<ApiKeyFilter>();
            pulls.MapGet("", ListAsync);
            pulls.MapGet("{number:int}", GetAsync);
        }

        return app;
    }

    private static async Task<IResult> ListAsync(
        string owner, string name, LocalRepositories repositories, GitRunner git, CancellationToken cancellationToken, int page = 1, int pageSize = 20)
    {
        if (page < 1 || pageSize is < 1 or > MaximumPageSize)
        {
            return Results.Problem(
                detail: $"The page is a number from 1, its size one from 1 to {MaximumPageSize}.", statusCode: StatusCodes.Status400BadRequest);
        }

        return await FindAsync(owner, name, repositories, git, async pulls =>
        {
            var all = await pulls.ListAsync(cancellationToken).ConfigureAwait(false);
            return new PageOf<PullRequestRecord>
            {
                Items = [.. all.Skip((page - 1) * pageSize).Take(pageSize)],
                Page = page,
                PageSize = pageSize,
                Total = all.Count,
            };
        }).ConfigureAwait(false);
    }

    private static Task<IResult> GetAsync(
        string owner, string name, int number, LocalRepositories repositories, GitRunner git, CancellationToken cancellationToken) =>
        FindAsync(owner, name, repositories, git, async pulls => (await pulls.FindAsync(number, cancellationToken).ConfigureAwait(false))?.Record);

    private static async Task<IResult> FindAsync<T>(
        string owner, string name, LocalRepositories repositories, GitRunner git, Func<PullRequests, Task<T?>> find)
        where T : class
    {
        try
        {
            var directory = repositories.Locate($"{owner}/{name}");
            var target = new LocalTarget(new GitRepository(git, directory), directory);
            return await find(target.PullRequests).ConfigureAwait(false) is { } found
                ? Results.Ok(found)
                : Results.Problem(detail: "There is no such pull request.", statusCode: StatusCodes.Status404NotFound);
        }
        catch (ForgeRefusedException exception)
        {
            var status = exception.Code == "repository-not-found" ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
            return Results.Problem(detail: exception.Message, statusCode: status);
        }
    }
}
