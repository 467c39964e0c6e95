using Microsoft.AspNetCore.Http.HttpResults;
using SpecCursor.Contracts.Api;

namespace SpecCursor.Controller.Api.Auditing;

/// <summary>The audit log.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit", ListAsync).WithTags("Audit")
            .WithName("ListAudit").WithSummary("List who did what, the newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<PageOf<AuditResource>>, ProblemHttpResult>> ListAsync(
        Guid? upgradeId, int? page, int? pageSize, UpgradeQueries queries, CancellationToken cancellationToken)
    {
        var errors = PageRequest.Check(page, pageSize);
        return errors.Count > 0
            ? ApiProblems.Invalid(errors)
            : TypedResults.Ok(await queries.AuditAsync(upgradeId, PageRequest.From(page, pageSize), cancellationToken));
    }
}
