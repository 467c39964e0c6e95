using Microsoft.EntityFrameworkCore;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Remediation;
using SpecCursor.Controller.Upgrades;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine;

namespace SpecCursor.Controller.Workflow;

/// <summary>Takes in requests that come as messages, which are never answered: what is wrong is logged and kept on the upgrade.</summary>
public sealed class UpgradeIntake(
    ControllerDbContext db,
    UpgradeProcessor processor,
    UpgradeWorkflow workflow,
    UpgradeRequestRules rules,
    EcosystemPauses pauses,
    TimeProvider time,
    ILogger<UpgradeIntake> logger)
{
    internal async Task RequestAsync(UpgradeRequested message, IMessageBus bus, CancellationToken cancellationToken)
    {
        var context = message.Context;
        if (await db.Upgrades.AnyAsync(upgrade => upgrade.Id == context.UpgradeId, cancellationToken))
        {
            logger.LogDebug("Upgrade {UpgradeId} was requested before: ignored", context.UpgradeId);
            return;
        }

        var errors = rules.Check(context.Repository, context.Ecosystem, context.PackageName, context.TargetVersion, context.CurrentVersion);
        if (errors.Count > 0)
        {
            await RefuseAsync(message, string.Join(" ", errors.Values.SelectMany(error => error)), bus, cancellationToken);
            return;
        }

        if (await FindLiveAsync(context, cancellationToken) is { } live)
        {
            logger.LogInformation(
                "{Requester} asked for what upgrade {UpgradeId} is doing already: ignored", message.RequestedBy, live);
            await processor.ApplyAsync(live, bus, (upgrade, now) => UpgradeWorkflow.AskAgain(upgrade, message, now), StepMaterial.None, cancellationToken);
            return;
        }

        if (await pauses.FindAsync(context.Ecosystem, cancellationToken) is { } until)
        {
            logger.LogInformation("Upgrades of {Ecosystem} are paused until {Until} at the latest: {UpgradeId} waits", context.Ecosystem, until, context.UpgradeId);
            await bus.ScheduleAsync(message, pauses.CheckAgainAfter);
            return;
        }

        using var activity = SpecCursorActivities.StartUpgrade(context.UpgradeId, context.Ecosystem, context.PackageName, context.TargetVersion);
        await processor.AddAsync(workflow.Accept(message, TraceParents.Current(), time.GetUtcNow()), bus, cancellationToken);
    }

    /// <summary>The upgrade that is under way for the same thing, if one is.</summary>
    internal async Task<Guid?> FindLiveAsync(UpgradeContext context, CancellationToken cancellationToken) =>
        await db.Upgrades
            .Where(upgrade => upgrade.Repository == context.Repository
                && upgrade.Ecosystem == context.Ecosystem
                && upgrade.PackageName == context.PackageName
                && upgrade.TargetVersion == context.TargetVersion
                && (upgrade.Status == UpgradeStatus.Queued || upgrade.Status == UpgradeStatus.Running))
            .Select(upgrade => (Guid?)upgrade.Id)
            .FirstOrDefaultAsync(cancellationToken);

    private async Task RefuseAsync(UpgradeRequested message, string reason, IMessageBus bus, CancellationToken cancellationToken)
    {
        logger.LogWarning("The request {UpgradeId} for an upgrade is refused: {Reason}", message.Context.UpgradeId, reason);
        var context = message.Context;
        var storable = message with
        {
            Context = context with
            {
                Repository = BoundedText.Of(context.Repository, RepositoryAddress.MaximumLength),
                Ecosystem = BoundedText.Of(context.Ecosystem, 16),
                PackageName = BoundedText.Of(context.PackageName, PackageName.MaximumLength),
                TargetVersion = BoundedText.Of(context.TargetVersion, TargetVersion.MaximumLength),
                CurrentVersion = BoundedText.Of(context.CurrentVersion, TargetVersion.MaximumLength),
            },
        };
        var failure = new StepFailure { Code = "invalid-request", Reason = reason };
        await processor.AddAsync(workflow.Refuse(storable, TraceParents.Current(), failure, time.GetUtcNow()), bus, cancellationToken);
    }
}
