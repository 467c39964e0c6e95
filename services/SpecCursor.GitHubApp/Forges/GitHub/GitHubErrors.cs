using System.Net;
using Octokit;
using Polly;

namespace SpecCursor.GitHubApp.Forges.GitHub;

/// <summary>Tells what GitHub refuses from what it cannot do just now: the one place that knows Octokit's exceptions.</summary>
internal static class GitHubErrors
{
    /// <summary>Does something at GitHub.</summary>
    /// <exception cref="ForgeRefusedException">GitHub refuses.</exception>
    /// <exception cref="ForgeUnavailableException">GitHub cannot, now.</exception>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await action().ConfigureAwait(false);
        }
        catch (RateLimitExceededException exception)
        {
            throw new ForgeUnavailableException($"GitHub's rate limit is used up until {exception.Reset.UtcDateTime:u}.", exception);
        }
        catch (Exception exception) when (exception is SecondaryRateLimitExceededException or AbuseException)
        {
            throw new ForgeUnavailableException("GitHub asks for fewer requests (its secondary rate limit).", exception);
        }
        catch (ApiException exception) when (exception.StatusCode >= HttpStatusCode.InternalServerError || exception.StatusCode == HttpStatusCode.TooManyRequests)
        {
            throw new ForgeUnavailableException($"GitHub answered {(int)exception.StatusCode}.", exception);
        }
        catch (ApiException exception)
        {
            throw Refusal(exception);
        }
        catch (Exception exception) when (IsAbsence(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw new ForgeUnavailableException($"GitHub cannot be reached: {exception.Message}", exception);
        }
    }

    /// <summary>The answer, or null where GitHub says that there is none.</summary>
    public static async Task<T?> FindAsync<T>(Func<Task<T>> action)
        where T : class
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    private static bool IsAbsence(Exception exception) =>
        exception is HttpRequestException or OperationCanceledException or IOException or ExecutionRejectedException;

    private static ForgeRefusedException Refusal(ApiException exception) => exception switch
    {
        AuthorizationException => new ForgeRefusedException("forge-unauthorized", "GitHub does not accept the token.", exception.Message),
        ForbiddenException => new ForgeRefusedException("forge-forbidden", "The token may not do this at GitHub.", exception.Message),
        NotFoundException => new ForgeRefusedException(
            "repository-not-found", "GitHub has no such repository, or the token may not see it.", exception.Message),
        _ => new ForgeRefusedException("forge-refused", $"GitHub refused with {(int)exception.StatusCode}.", exception.Message),
    };
}
