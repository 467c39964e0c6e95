using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Api.Creation;
using SpecCursor.Controller.Api.Security;
using SpecCursor.Controller.Console.Pages;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Console;

/// <summary>The form that asks for an upgrade.</summary>
internal static class NewUpgradeEndpoints
{
    public static void MapNewUpgrade(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/upgrades/new", () => Show(new NewUpgradeForm { Ecosystem = Ecosystems.Node }, StatusCodes.Status200OK));
        pages.MapPost("/upgrades/new", CreateAsync).DisableAntiforgery();
    }

    private static async Task<IResult> CreateAsync(
        [FromForm] string? repository,
        [FromForm] string? ecosystem,
        [FromForm] string? packageName,
        [FromForm] string? targetVersion,
        [FromForm] string? currentVersion,
        ClaimsPrincipal user,
        UpgradeRequestRules rules,
        UpgradeCreation creation,
        CancellationToken cancellationToken)
    {
        var form = new NewUpgradeForm
        {
            Repository = repository?.Trim(),
            Ecosystem = ecosystem,
            PackageName = packageName?.Trim(),
            TargetVersion = targetVersion?.Trim(),
            CurrentVersion = string.IsNullOrWhiteSpace(currentVersion) ? null : currentVersion.Trim(),
        };
        var errors = rules.Check(form.Repository, form.Ecosystem, form.PackageName, form.TargetVersion, form.CurrentVersion);
        if (errors.Count > 0)
        {
            return Show(form with { Errors = errors, Message = "Something is not right yet." }, StatusCodes.Status400BadRequest);
        }

        var request = new CreateUpgradeRequest
        {
            Repository = form.Repository!,
            Ecosystem = form.Ecosystem!,
            PackageName = form.PackageName!,
            TargetVersion = form.TargetVersion!,
            CurrentVersion = form.CurrentVersion,
        };
        return await creation.CreateAsync(request, user.Actor, null, cancellationToken) switch
        {
            CreationResult.Created created => TypedResults.LocalRedirect($"/upgrades/{created.Upgrade.Id}"),
            CreationResult.Conflict conflict => Show(
                form with { Message = "The same upgrade is under way already.", OtherUpgradeId = conflict.LiveUpgradeId }, StatusCodes.Status409Conflict),
            _ => Show(form with { Message = "It could not be accepted. Send it again." }, StatusCodes.Status409Conflict),
        };
    }

    private static IResult Show(NewUpgradeForm form, int status) => Html.Page<NewUpgradePage>(status, (nameof(NewUpgradePage.Form), form));
}
