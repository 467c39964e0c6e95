using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Api;
using SpecCursor.Controller.Api.Security;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Remediation;

/// <summary>Alerts come in here, and what was done about them is seen and undone here.</summary>
internal static class RemediationEndpoints
{
    private const int MaximumAlerts = 100;

    public static void MapRemediations(this IEndpointRouteBuilder api)
    {
        api.MapPost("/alerts", ReceiveAsync).WithTags("Remediations")
            .WithName("ReceiveAlerts").WithSummary("Take in a notification of Alertmanager's webhook")
            .WithDescription("An alert whose label 'remediation' names an action leads to that action, once, until it is resolved.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        var remediations = api.MapGroup("/remediations").WithTags("Remediations");
        remediations.MapGet("/", ListAsync)
            .WithName("ListRemediations").WithSummary("List the automated responses to alerts, the newest first")
            .WithDescription("With live=true only those that are in force: that succeeded, and have not ended.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        remediations.MapPost("/{id:guid}/revert", RevertAsync)
            .WithName("RevertRemediation").WithSummary("End an automated response before its time")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<IReadOnlyList<RemediationResource>>, ProblemHttpResult>> ReceiveAsync(
        AlertNotification notification, AlertResponder responder, TimeProvider time, CancellationToken cancellationToken)
    {
        if (notification.Alerts.Count > MaximumAlerts)
        {
            return ApiProblems.Invalid("alerts", $"A notification may have {MaximumAlerts} alerts at most: set max_alerts.");
        }

        List<RemediationResource> done = [];
        foreach (var alert in notification.Alerts)
        {
            if (await responder.RespondAsync(alert, cancellationToken) is { } entry)
            {
                done.Add(Describe(entry, time.GetUtcNow()));
            }
        }

        return TypedResults.Ok<IReadOnlyList<RemediationResource>>(done);
    }

    private static async Task<Results<Ok<PageOf<RemediationResource>>, ProblemHttpResult>> ListAsync(
        int? page, int? pageSize, bool? live, ControllerDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = PageRequest.Check(page, pageSize);
        if (errors.Count > 0)
        {
            return ApiProblems.Invalid(errors);
        }

        var request = PageRequest.From(page, pageSize);
        var now = time.GetUtcNow();
        var asked = live == true ? db.Remediations.InForce(now) : db.Remediations;
        var total = await asked.LongCountAsync(cancellationToken);
        var entries = await asked.AsNoTracking()
            .OrderByDescending(entry => entry.StartedAt).ThenByDescending(entry => entry.Id)
            .Skip(request.Skipped).Take(request.PageSize)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(request.Of(entries.Select(entry => Describe(entry, now)), total));
    }

    private static async Task<Results<Ok<RemediationResource>, ProblemHttpResult>> RevertAsync(
        Guid id, ClaimsPrincipal user, AlertResponder responder, TimeProvider time, CancellationToken cancellationToken) =>
        await responder.RevertAsync(id, user.Actor, cancellationToken) is { } entry
            ? TypedResults.Ok(Describe(entry, time.GetUtcNow()))
            : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"There is no remediation {id} that goes on.");

    private static RemediationResource Describe(RemediationEntry entry, DateTimeOffset now) => new()
    {
        Id = entry.Id,
        Alert = entry.Alert,
        Action = entry.Action,
        Target = entry.Target,
        Outcome = entry.Outcome,
        Detail = entry.Detail,
        StartedAt = entry.StartedAt,
        ExpiresAt = entry.ExpiresAt,
        EndedAt = entry.EndedAt ?? (entry.ExpiresAt <= now ? entry.ExpiresAt : null),
        EndedBy = entry.EndedBy ?? (entry.ExpiresAt <= now ? ExpiredRemediations.Actor : null),
    };
}
