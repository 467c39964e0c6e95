namespace SpecCursor.Controller.Api.Security;

/// <summary>What a request carries to say who it is from.</summary>
internal static class Credentials
{
    public const string ApiKeyHeader = "X-Api-Key";

    private const string BearerPrefix = "Bearer ";

    public static bool Any(HttpRequest request) => request.Headers.ContainsKey(ApiKeyHeader) || request.Headers.ContainsKey("Authorization");

    public static string? ApiKeyOf(HttpRequest request) =>
        request.Headers.TryGetValue(ApiKeyHeader, out var key) && !string.IsNullOrEmpty(key) ? key.ToString() : BearerTokenOf(request);

    /// <summary>Three parts of base64url between dots: what only a JSON web token looks like.</summary>
    public static bool HasJwt(HttpRequest request) =>
        !request.Headers.ContainsKey(ApiKeyHeader) && BearerTokenOf(request) is { } token && token.Split('.') is [{ Length: > 0 }, { Length: > 0 }, _];

    private static string? BearerTokenOf(HttpRequest request)
    {
        var value = request.Headers.Authorization.ToString();
        return value.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? value[BearerPrefix.Length..].Trim() : null;
    }
}
