using System.ComponentModel.DataAnnotations;

namespace SpecCursor.Controller.Api.Security;

/// <summary>How much one caller may ask. Read from <c>SpecCursor:Controller:RateLimit</c>.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "SpecCursor:Controller:RateLimit";

    /// <summary>Requests a second that one caller may keep up.</summary>
    [Range(1, 1_000_000)]
    public int PermitsPerSecond { get; set; } = 500;

    /// <summary>Requests that one caller may send at once after a rest.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 2000;

    /// <summary>Attempts at the console's login that one address may make in a minute.</summary>
    [Range(1, 10_000)]
    public int LoginsPerMinute { get; set; } = 10;
}
