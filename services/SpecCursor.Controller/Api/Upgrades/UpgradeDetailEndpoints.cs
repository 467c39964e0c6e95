using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Events;

namespace SpecCursor.Controller.Api.Upgrades;

/// <summary>What there is to know about one upgrade.</summary>
internal static class UpgradeDetailEndpoints
{
    public static void MapUpgradeDetails(this IEndpointRouteBuilder upgrades)
    {
        upgrades.MapGet("/{id:guid}/events", EventsAsync)
            .WithName("GetUpgradeEvents").WithSummary("Follow an upgrade's progress")
            .WithDescription(
                "With Accept: text/event-stream, server-sent events: those after Last-Event-ID, then live ones, until the upgrade has ended "
                + "(204 for whoever has seen them all). Otherwise a list, at most 500 after the sequence given by 'after'.")
            .Produces<IReadOnlyList<UpgradeEvent>>(StatusCodes.Status200OK, "application/json", EventResponse.MediaType)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        upgrades.MapGet("/{id:guid}/steps", StepsAsync)
            .WithName("GetUpgradeSteps").WithSummary("List an upgrade's steps with what the tools printed")
            .ProducesProblem(StatusCodes.Status404NotFound);
        upgrades.MapGet("/{id:guid}/patches", PatchesAsync)
            .WithName("GetUpgradePatches").WithSummary("List the repairs that were tried")
            .ProducesProblem(StatusCodes.Status404NotFound);
        upgrades.MapGet("/{id:guid}/proofs", ProofsAsync)
            .WithName("GetUpgradeProofs").WithSummary("List the obligations of the last proof")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    // Shared with the console, whose pages follow an upgrade with their cookie.
    public static async Task<IResult> EventsAsync(
        Guid id,
        long? after,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        HttpContext context,
        EventReader reader,
        EventStream stream,
        CancellationToken cancellationToken)
    {
        if (!EventResponse.TryReadPosition(after, lastEventId, out var since))
        {
            return ApiProblems.InvalidLastEventId();
        }

        if (await reader.FindAsync(id, cancellationToken) is not { } position)
        {
            return ApiProblems.NoUpgrade(id);
        }

        if (!EventResponse.IsWanted(context.Request))
        {
            return TypedResults.Ok(await reader.ReadAsync(id, since, cancellationToken));
        }

        if (position.IsEnded && position.LastEvent <= since)
        {
            // Tells an EventSource not to come back.
            return TypedResults.NoContent();
        }

        return await stream.TryWriteAsync(context, id, since, cancellationToken)
            ? TypedResults.Empty
            : TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, detail: "Too many event streams are open. Try again later.");
    }

    private static async Task<Results<Ok<IReadOnlyList<StepResource>>, ProblemHttpResult>> StepsAsync(
        Guid id, UpgradeQueries queries, CancellationToken cancellationToken) =>
        await queries.StepsAsync(id, cancellationToken) is { } steps ? TypedResults.Ok(steps) : ApiProblems.NoUpgrade(id);

    private static async Task<Results<Ok<IReadOnlyList<PatchResource>>, ProblemHttpResult>> PatchesAsync(
        Guid id, UpgradeQueries queries, CancellationToken cancellationToken) =>
        await queries.PatchesAsync(id, cancellationToken) is { } patches ? TypedResults.Ok(patches) : ApiProblems.NoUpgrade(id);

    private static async Task<Results<Ok<IReadOnlyList<ProofResource>>, ProblemHttpResult>> ProofsAsync(
        Guid id, UpgradeQueries queries, CancellationToken cancellationToken) =>
        await queries.ProofsAsync(id, cancellationToken) is { } proofs ? TypedResults.Ok(proofs) : ApiProblems.NoUpgrade(id);
}
