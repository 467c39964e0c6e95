using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Events;
using SpecCursor.Controller.Output;

namespace SpecCursor.Controller.Api.Upgrades;

/// <summary>What the commands of an upgrade print, while they run.</summary>
internal static class UpgradeOutputEndpoints
{
    public static void MapUpgradeOutput(this IEndpointRouteBuilder upgrades) => upgrades.MapGet("/{id:guid}/output", OutputAsync)
        .WithName("GetUpgradeOutput").WithSummary("Watch what the commands of an upgrade print while they run")
        .WithDescription(
            "With Accept: text/event-stream, server-sent events 'output': those after Last-Event-ID, then live ones, until 'output.ended' when the upgrade has ended "
            + "(204 for whoever has seen them all). Otherwise a list, at most 50 after the sequence given by 'after'. An entry without lines announces a command. "
            + "What is kept is bounded and forgotten an hour after the last line; the steps have what their commands printed for good. 503 where Redis cannot be read, or where "
            + "too many streams are open.")
        .Produces<IReadOnlyList<UpgradeOutput>>(StatusCodes.Status200OK, "application/json", EventResponse.MediaType)
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    // Shared with the console, whose pages watch with their cookie.
    public static async Task<IResult> OutputAsync(
        Guid id,
        long? after,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        HttpContext context,
        EventReader upgrades,
        OutputReader reader,
        OutputStream stream,
        CancellationToken cancellationToken)
    {
        if (!EventResponse.TryReadPosition(after, lastEventId, out var since))
        {
            return ApiProblems.InvalidLastEventId();
        }

        if (await upgrades.FindAsync(id, cancellationToken) is not { } position)
        {
            return ApiProblems.NoUpgrade(id);
        }

        try
        {
            var output = await reader.ReadAsync(id, since, cancellationToken);
            if (!EventResponse.IsWanted(context.Request))
            {
                return TypedResults.Ok(output);
            }

            if (position.IsEnded && output.Count == 0)
            {
                // Tells an EventSource not to come back.
                return TypedResults.NoContent();
            }
        }
        catch (OutputUnavailableException exception)
        {
            return Unavailable(exception.Message);
        }

        return await stream.TryWriteAsync(context, id, since, cancellationToken)
            ? TypedResults.Empty
            : Unavailable("Too many output streams are open. Try again later.");
    }

    private static ProblemHttpResult Unavailable(string detail) =>
        TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: "The output cannot be shown now.", detail: detail);
}
