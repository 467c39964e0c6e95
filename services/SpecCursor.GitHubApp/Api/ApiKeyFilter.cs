using System.Security.Cryptography;
using System.Text;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.GitHubApp.Api;

/// <summary>Lets in who sends the API key, as <c>X-Api-Key</c> or as a bearer token; compares in constant time.</summary>
internal sealed class ApiKeyFilter(IConfiguration configuration, SpecCursorMetrics metrics) : IEndpointFilter
{
    private const string HeaderName = "X-Api-Key";
    private const string Bearer = "Bearer ";
    private const int MaximumLength = 1024;

    /// <inheritdoc />
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var given = KeyOf(context.HttpContext.Request.Headers);
        if (given is null)
        {
            return Refuse(context.HttpContext, "missing", $"Send the API key as {HeaderName}, or as a bearer token.");
        }

        return IsRight(given)
            ? await next(context).ConfigureAwait(false)
            : Refuse(context.HttpContext, "invalid", "The API key is not valid.");
    }

    private static string? KeyOf(IHeaderDictionary headers)
    {
        if (headers.TryGetValue(HeaderName, out var key) && key.Count == 1)
        {
            return key[0];
        }

        return headers.Authorization is [{ } authorization] && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : null;
    }

    private bool IsRight(string given) =>
        configuration["SpecCursor:ApiKey"] is { Length: > 0 } expected
        && given.Length <= MaximumLength
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));

    private IResult Refuse(HttpContext context, string reason, string detail)
    {
        metrics.ApiAuthFailed(reason);
        context.Response.Headers.WWWAuthenticate = "ApiKey, Bearer";
        return Results.Problem(detail: detail, statusCode: StatusCodes.Status401Unauthorized);
    }
}
