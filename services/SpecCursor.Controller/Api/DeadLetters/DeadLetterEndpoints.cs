using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Api.Security;

namespace SpecCursor.Controller.Api.DeadLetters;

/// <summary>Messages that were given up.</summary>
internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this IEndpointRouteBuilder api)
    {
        var letters = api.MapGroup("/dead-letters").WithTags("Dead letters");
        letters.MapGet("/", ListAsync)
            .WithName("ListDeadLetters").WithSummary("List the messages that were given up, of all services, the newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        letters.MapPost("/{id:guid}/replay", ReplayAsync)
            .WithName("ReplayDeadLetter").WithSummary("Have a message handled once more")
            .WithDescription("When it is the command that failed its upgrade, the upgrade goes on from there.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<PageOf<DeadLetterResource>>, ProblemHttpResult>> ListAsync(
        int? page, int? pageSize, DeadLetterStore store, CancellationToken cancellationToken)
    {
        var errors = PageRequest.Check(page, pageSize);
        return errors.Count > 0
            ? ApiProblems.Invalid(errors)
            : TypedResults.Ok(await store.ListAsync(PageRequest.From(page, pageSize), cancellationToken));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ReplayAsync(
        Guid id, ClaimsPrincipal user, DeadLetterReplay replay, CancellationToken cancellationToken) =>
        await replay.ReplayAsync(id, user.Actor, cancellationToken) switch
        {
            ReplayOutcome.Accepted => TypedResults.Accepted((string?)null),
            ReplayOutcome.Conflict => ApiProblems.Conflict("Another upgrade of the same thing is under way: the command would repeat its work.", null),
            _ => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"There is no dead letter {id}."),
        };
}
