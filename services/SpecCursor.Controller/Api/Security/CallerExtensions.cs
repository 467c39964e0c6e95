using System.Security.Claims;

namespace SpecCursor.Controller.Api.Security;

/// <summary>Who a caller is in the audit log.</summary>
internal static class CallerExtensions
{
    extension(ClaimsPrincipal user)
    {
        public string Actor => user.Identity?.Name is { Length: > 0 } name ? name : "token";
    }
}
