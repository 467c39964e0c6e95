using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Api.Creation;
using SpecCursor.Controller.Api.Security;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Api.Upgrades;

/// <summary>Upgrades and what can be done to them.</summary>
internal static class UpgradeEndpoints
{
    private const int MaximumKeyLength = 255;

    public static void MapUpgrades(this IEndpointRouteBuilder api)
    {
        var upgrades = api.MapGroup("/upgrades").WithTags("Upgrades");
        upgrades.MapPost("/", CreateAsync)
            .WithName("CreateUpgrade").WithSummary("Ask for an upgrade")
            .WithDescription("Accepts an upgrade of one package in one repository. With an Idempotency-Key, a repeated call gets the answer of the first.")
            .WithMetadata(new RequestSizeLimitAttribute(ApiEndpoints.MaximumBody))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        upgrades.MapGet("/", ListAsync)
            .WithName("ListUpgrades").WithSummary("List upgrades, the newest first")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        upgrades.MapGet("/{id:guid}", FindAsync)
            .WithName("GetUpgrade").WithSummary("Show one upgrade")
            .ProducesProblem(StatusCodes.Status404NotFound);
        upgrades.MapPost("/{id:guid}/cancel", CancelAsync)
            .WithName("CancelUpgrade").WithSummary("Cancel an upgrade that is under way")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        upgrades.MapPost("/{id:guid}/retry", RetryAsync)
            .WithName("RetryUpgrade").WithSummary("Do a failed or cancelled upgrade again from the start")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        upgrades.MapUpgradeDetails();
        upgrades.MapUpgradeOutput();
    }

    private static async Task<Results<Created<UpgradeResource>, ProblemHttpResult>> CreateAsync(
        CreateUpgradeRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        HttpContext context,
        ClaimsPrincipal user,
        UpgradeRequestRules rules,
        UpgradeCreation creation,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (idempotencyKey is not null && (idempotencyKey.Length is 0 or > MaximumKeyLength || idempotencyKey.Any(character => character is <= ' ' or > '~')))
        {
            return ApiProblems.Invalid("Idempotency-Key", $"The idempotency key must be 1 to {MaximumKeyLength} visible ASCII characters.");
        }

        var errors = rules.Check(request.Repository, request.Ecosystem, request.PackageName, request.TargetVersion, request.CurrentVersion);
        if (errors.Count > 0)
        {
            return ApiProblems.Invalid(errors);
        }

        switch (await creation.CreateAsync(request, user.Actor, idempotencyKey, cancellationToken))
        {
            case CreationResult.Created created:
                return TypedResults.Created(LocationOf(created.Upgrade), created.Upgrade);
            case CreationResult.Replayed replayed:
                context.Response.Headers["Idempotency-Replayed"] = "true";
                return TypedResults.Created(LocationOf(replayed.Upgrade), replayed.Upgrade);
            case CreationResult.Paused paused:
                context.Response.Headers.RetryAfter = RetryAfter(paused.Until, time.GetUtcNow());
                return TypedResults.Problem(
                    statusCode: StatusCodes.Status503ServiceUnavailable,
                    title: "The ecosystem is paused.",
                    detail: $"Too many upgrades of {request.Ecosystem} fail: no new ones are begun until {paused.Until:u} at the latest. See /api/v1/remediations.");
            case CreationResult.Conflict conflict:
                return ApiProblems.Conflict($"Upgrade {conflict.LiveUpgradeId} is doing the same already.", conflict.LiveUpgradeId);
            default:
                return TypedResults.Problem(
                    statusCode: StatusCodes.Status422UnprocessableEntity, detail: "The idempotency key was used for another request. Choose a new one.");
        }
    }

    private static async Task<Results<Ok<PageOf<UpgradeResource>>, ProblemHttpResult>> ListAsync(
        string? status, string? ecosystem, string? repository, string? package, int? page, int? pageSize, UpgradeQueries queries, CancellationToken cancellationToken)
    {
        var filter = UpgradeFilter.Read(status, ecosystem, repository, package, out var filterErrors);
        var errors = filterErrors.Concat(PageRequest.Check(page, pageSize)).ToDictionary(StringComparer.Ordinal);
        return errors.Count > 0
            ? ApiProblems.Invalid(errors)
            : TypedResults.Ok(await queries.ListAsync(filter, PageRequest.From(page, pageSize), cancellationToken));
    }

    private static async Task<Results<Ok<UpgradeResource>, ProblemHttpResult>> FindAsync(Guid id, UpgradeQueries queries, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } upgrade ? TypedResults.Ok(upgrade) : ApiProblems.NoUpgrade(id);

    private static async Task<Results<Ok<UpgradeResource>, ProblemHttpResult>> CancelAsync(
        Guid id, ClaimsPrincipal user, UpgradeActions actions, CancellationToken cancellationToken) =>
        Answer(id, "cancelled", await actions.CancelAsync(id, user.Actor, cancellationToken));

    private static async Task<Results<Ok<UpgradeResource>, ProblemHttpResult>> RetryAsync(
        Guid id, ClaimsPrincipal user, UpgradeActions actions, CancellationToken cancellationToken) =>
        Answer(id, "retried", await actions.RetryAsync(id, user.Actor, cancellationToken));

    private static Results<Ok<UpgradeResource>, ProblemHttpResult> Answer(Guid id, string what, ActionResult result) => result switch
    {
        ActionResult.Done done => TypedResults.Ok(done.Upgrade),
        ActionResult.Refused refused => ApiProblems.Conflict($"The upgrade cannot be {what}: {refused.Reason}.", refused.OtherUpgradeId),
        _ => ApiProblems.NoUpgrade(id),
    };

    private static string RetryAfter(DateTimeOffset until, DateTimeOffset now) =>
        Math.Max(1, (long)Math.Ceiling((until - now).TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static string LocationOf(UpgradeResource upgrade) => $"/api/v1/upgrades/{upgrade.Id}";
}
