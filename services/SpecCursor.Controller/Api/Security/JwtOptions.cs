namespace SpecCursor.Controller.Api.Security;

/// <summary>The issuer whose tokens are accepted beside the API key; none unless both are set.</summary>
internal sealed class JwtOptions
{
    public string? Authority { get; set; }

    public string? Audience { get; set; }

    public bool IsEnabled => !string.IsNullOrEmpty(Authority) && !string.IsNullOrEmpty(Audience);
}
