using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.Controller.Api.Security;

/// <summary>Answers refused API calls with problem details, and counts them. A person at the console is sent to the login instead.</summary>
internal sealed class AccessRefusals(SpecCursorMetrics metrics, IProblemDetailsService problems) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || IsForConsole(context, policy))
        {
            await _default.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        if (authorizeResult.Forbidden)
        {
            metrics.ApiAuthFailed("forbidden");
            await WriteAsync(context, StatusCodes.Status403Forbidden, "These credentials do not allow this.");
            return;
        }

        var isMissing = !Credentials.Any(context.Request);
        metrics.ApiAuthFailed(isMissing ? "missing" : "invalid");
        context.Response.Headers.WWWAuthenticate = "ApiKey, Bearer";
        await WriteAsync(
            context,
            StatusCodes.Status401Unauthorized,
            isMissing ? $"Send the API key as {Credentials.ApiKeyHeader}, or a bearer token." : "The API key or token is not valid.");
    }

    private static bool IsForConsole(HttpContext context, AuthorizationPolicy policy) =>
        policy.AuthenticationSchemes.Contains(AccessSchemes.Console)
        && (policy.AuthenticationSchemes.Count == 1 || (!Credentials.Any(context.Request) && AcceptsHtml(context.Request)));

    private static bool AcceptsHtml(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private async Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = { Status = status, Detail = detail } });
    }
}
