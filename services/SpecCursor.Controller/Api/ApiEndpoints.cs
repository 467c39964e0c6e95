using SpecCursor.Controller.Api.Auditing;
using SpecCursor.Controller.Api.DeadLetters;
using SpecCursor.Controller.Api.Security;
using SpecCursor.Controller.Api.Upgrades;
using SpecCursor.Controller.Remediation;
using SpecCursor.Controller.Scaling;

namespace SpecCursor.Controller.Api;

/// <summary>The REST API.</summary>
internal static class ApiEndpoints
{
    /// <summary>The largest body that is accepted, in bytes.</summary>
    public const int MaximumBody = 64 * 1024;

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1")
            .RequireAuthorization(AccessSchemes.Api)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapUpgrades();
        api.MapDeadLetters();
        api.MapAudit();
        api.MapRemediations();
        api.MapScaling();
    }
}
