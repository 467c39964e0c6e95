namespace SpecCursor.Controller.Api.Security;

/// <summary>The names of authentication schemes and authorization policies.</summary>
internal static class AccessSchemes
{
    /// <summary>Chooses between <see cref="ApiKey"/> and <see cref="Jwt"/> by what the request carries.</summary>
    public const string Api = "api";

    public const string ApiKey = "api-key";

    public const string Jwt = "jwt";

    public const string Console = "console";

    /// <summary>The policy of the documents that people and programs read: API credentials or the console's cookie.</summary>
    public const string Anyone = "anyone-known";
}
