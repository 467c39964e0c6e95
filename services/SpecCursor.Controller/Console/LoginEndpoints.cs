using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using SpecCursor.Controller.Api.Security;
using SpecCursor.Controller.Console.Pages;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.Controller.Console;

/// <summary>Signing in with the API key, and out.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        var login = routes.MapGroup("/login").AllowAnonymous().AddEndpointFilter<AntiforgeryFilter>().ExcludeFromDescription();
        login.MapGet("/", (string? returnUrl) => Show(returnUrl, null, StatusCodes.Status200OK));
        login.MapPost("/", SignInAsync).DisableAntiforgery().RequireRateLimiting(RateLimits.Login);
        routes.MapPost("/logout", (Delegate)SignOutAsync)
            .RequireAuthorization(AccessSchemes.Console).AddEndpointFilter<AntiforgeryFilter>().ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(
        [FromForm] string? apiKey,
        [FromForm] string? returnUrl,
        HttpContext context,
        ApiKeyVerifier verifier,
        SpecCursorMetrics metrics,
        ILogger<ApiKeyVerifier> logger)
    {
        if (!verifier.Verify(apiKey))
        {
            metrics.ApiAuthFailed("invalid");
            logger.LogWarning("A login at the console from {Address} was refused", context.Connection.RemoteIpAddress);
            return Show(returnUrl, "That is not the API key.", StatusCodes.Status401Unauthorized);
        }

        await context.SignInAsync(AccessSchemes.Console, AccessExtensions.ConsolePrincipal(verifier));
        return TypedResults.LocalRedirect(Local(returnUrl));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(AccessSchemes.Console);
        return TypedResults.LocalRedirect("/login");
    }

    private static IResult Show(string? returnUrl, string? message, int status) =>
        Html.Page<LoginPage>(status, (nameof(LoginPage.ReturnUrl), Local(returnUrl)), (nameof(LoginPage.Message), message));

    /// <summary>Only a path of our own: a login must not lead elsewhere.</summary>
    private static string Local(string? url) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl) ? url : "/";
}
