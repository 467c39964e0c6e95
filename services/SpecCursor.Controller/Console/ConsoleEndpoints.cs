using System.Security.Claims;
using SpecCursor.Controller.Api;
using SpecCursor.Controller.Api.DeadLetters;
using SpecCursor.Controller.Api.Security;
using SpecCursor.Controller.Api.Upgrades;
using SpecCursor.Controller.Console.Pages;
using SpecCursor.Controller.Events;

namespace SpecCursor.Controller.Console;

/// <summary>The console: pages made on the server, which work without scripts and follow live with one.</summary>
internal static class ConsoleEndpoints
{
    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapAssets();
        routes.MapLogin();
        var pages = routes.MapGroup("").RequireAuthorization(AccessSchemes.Console).AddEndpointFilter<AntiforgeryFilter>().ExcludeFromDescription();
        pages.MapGet("/", ListAsync);
        pages.MapNewUpgrade();
        pages.MapGet("/upgrades/{id:guid}", ShowAsync);
        pages.MapGet("/upgrades/{id:guid}/events", UpgradeDetailEndpoints.EventsAsync);
        pages.MapGet("/upgrades/{id:guid}/output", UpgradeOutputEndpoints.OutputAsync);
        pages.MapPost("/upgrades/{id:guid}/cancel", CancelAsync);
        pages.MapPost("/upgrades/{id:guid}/retry", RetryAsync);
        pages.MapGet("/dead-letters", DeadLettersAsync);
        pages.MapPost("/dead-letters/{id:guid}/replay", ReplayAsync);
        pages.MapGet("/audit", AuditAsync);
    }

    private static async Task<IResult> ListAsync(
        string? status, string? ecosystem, string? repository, string? package, int? page, UpgradeQueries queries, CancellationToken cancellationToken)
    {
        var filter = UpgradeFilter.Read(status, ecosystem, repository, package, out var errors);
        var list = await queries.ListAsync(filter, PageOf(page), cancellationToken);
        return Html.Page<UpgradeListPage>(
            (nameof(UpgradeListPage.Query), new ListQuery(status, ecosystem, repository, package)),
            (nameof(UpgradeListPage.List), list),
            (nameof(UpgradeListPage.Errors), errors.Values.SelectMany(messages => messages).ToList()));
    }

    private static Task<IResult> ShowAsync(Guid id, UpgradeQueries queries, EventReader events, TimeProvider time, CancellationToken cancellationToken) =>
        RenderAsync(id, null, StatusCodes.Status200OK, queries, events, time, cancellationToken);

    private static async Task<IResult> RenderAsync(
        Guid id, string? message, int status, UpgradeQueries queries, EventReader events, TimeProvider time, CancellationToken cancellationToken)
    {
        // Events first: whatever happens while the rest is read is then seen by the page's script.
        var known = await events.ReadAsync(id, 0, cancellationToken);
        if (await queries.FindAsync(id, cancellationToken) is not { } upgrade)
        {
            return Html.Page<MessagePage>(
                StatusCodes.Status404NotFound, (nameof(MessagePage.Title), "No such upgrade"), (nameof(MessagePage.Message), $"There is no upgrade {id}."));
        }

        return Html.Page<UpgradePage>(
            status,
            (nameof(UpgradePage.Upgrade), upgrade),
            (nameof(UpgradePage.Events), known),
            (nameof(UpgradePage.Steps), await queries.StepsAsync(id, cancellationToken) ?? []),
            (nameof(UpgradePage.Patches), await queries.PatchesAsync(id, cancellationToken) ?? []),
            (nameof(UpgradePage.Proofs), await queries.ProofsAsync(id, cancellationToken) ?? []),
            (nameof(UpgradePage.Diff), await queries.DiffAsync(id, cancellationToken)),
            (nameof(UpgradePage.Message), message),
            (nameof(UpgradePage.Now), time.GetUtcNow()));
    }

    private static async Task<IResult> CancelAsync(
        Guid id, ClaimsPrincipal user, UpgradeActions actions, UpgradeQueries queries, EventReader events, TimeProvider time, CancellationToken cancellationToken) =>
        await actions.CancelAsync(id, user.Actor, cancellationToken) is ActionResult.Refused refused
            ? await RenderAsync(id, $"It cannot be cancelled: {refused.Reason}.", StatusCodes.Status409Conflict, queries, events, time, cancellationToken)
            : TypedResults.LocalRedirect($"/upgrades/{id}");

    private static async Task<IResult> RetryAsync(
        Guid id, ClaimsPrincipal user, UpgradeActions actions, UpgradeQueries queries, EventReader events, TimeProvider time, CancellationToken cancellationToken) =>
        await actions.RetryAsync(id, user.Actor, cancellationToken) is ActionResult.Refused refused
            ? await RenderAsync(id, $"It cannot be retried: {refused.Reason}.", StatusCodes.Status409Conflict, queries, events, time, cancellationToken)
            : TypedResults.LocalRedirect($"/upgrades/{id}");

    private static async Task<IResult> DeadLettersAsync(int? page, DeadLetterStore store, CancellationToken cancellationToken) =>
        Html.Page<DeadLettersPage>((nameof(DeadLettersPage.List), await store.ListAsync(PageOf(page), cancellationToken)));

    private static async Task<IResult> ReplayAsync(
        Guid id, ClaimsPrincipal user, DeadLetterReplay replay, DeadLetterStore store, CancellationToken cancellationToken)
    {
        var outcome = await replay.ReplayAsync(id, user.Actor, cancellationToken);
        var message = outcome switch
        {
            ReplayOutcome.Accepted => "The message is on its way again.",
            ReplayOutcome.Conflict => "Another upgrade of the same thing is under way: the command would repeat its work.",
            _ => "That message is no longer there.",
        };
        return Html.Page<DeadLettersPage>(
            (nameof(DeadLettersPage.List), await store.ListAsync(PageOf(null), cancellationToken)),
            (nameof(DeadLettersPage.Message), message),
            (nameof(DeadLettersPage.IsGood), outcome == ReplayOutcome.Accepted));
    }

    private static async Task<IResult> AuditAsync(int? page, UpgradeQueries queries, CancellationToken cancellationToken) =>
        Html.Page<AuditPage>((nameof(AuditPage.List), await queries.AuditAsync(null, PageOf(page), cancellationToken)));

    private static PageRequest PageOf(int? page) => new(Math.Clamp(page ?? 1, 1, PageRequest.MaximumPage), PageRequest.DefaultSize);
}
