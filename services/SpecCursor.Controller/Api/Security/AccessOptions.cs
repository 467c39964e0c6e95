using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Controller.Api.Security;

/// <summary>Who may call. Read from <c>SpecCursor</c>.</summary>
internal sealed class AccessOptions
{
    public const string Section = "SpecCursor";

    /// <summary>The key of the API and of the console.</summary>
    [Required(ErrorMessage = "SpecCursor:ApiKey is missing. Start the service through the AppHost, or set SpecCursor__ApiKey.")]
    [MinLength(16, ErrorMessage = "SpecCursor:ApiKey must have at least 16 characters.")]
    public string ApiKey { get; set; } = string.Empty;

    /// <summary>Where the keys that protect the console's cookies are kept; null: in memory only.</summary>
    public string? StateDirectory { get; set; }

    public JwtOptions Jwt { get; set; } = new();
}
