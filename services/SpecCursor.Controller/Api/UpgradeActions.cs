using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine.EntityFrameworkCore;

namespace SpecCursor.Controller.Api;

/// <summary>What people do to upgrades, each in one transaction with its line in the audit log, and in the upgrade's own trace.</summary>
internal sealed class UpgradeActions(IServiceScopeFactory scopes, UpgradeWorkflow workflow, Resources resources)
{
    public Task<ActionResult> CancelAsync(Guid id, string actor, CancellationToken cancellationToken) =>
        DoAsync(id, AuditEntry.Cancelled, actor, (upgrade, steps, now) => UpgradeWorkflow.Cancel(upgrade, steps, actor, now), cancellationToken);

    public Task<ActionResult> RetryAsync(Guid id, string actor, CancellationToken cancellationToken) =>
        DoAsync(id, AuditEntry.Retried, actor, (upgrade, _, now) => workflow.Retry(upgrade, actor, now), cancellationToken);

    private async Task<ActionResult> DoAsync(Guid id, string action, string actor, UpgradeProcessor.Decide decide, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IDbContextOutbox<ControllerDbContext>>();
        var processor = scope.ServiceProvider.GetRequiredService<UpgradeProcessor>();
        var db = outbox.DbContext;
        var traceParent = await db.Upgrades.Where(upgrade => upgrade.Id == id).Select(upgrade => upgrade.TraceParent).FirstOrDefaultAsync(cancellationToken);
        if (traceParent is null)
        {
            return new ActionResult.Missing();
        }

        using var activity = TraceParents.Continue(SpecCursorActivities.Source, action, traceParent);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var decision = await processor.ApplyAsync(id, outbox, decide, StepMaterial.None, cancellationToken);
        if (decision is null)
        {
            return new ActionResult.Missing();
        }

        if (decision.Ignored is { } reason)
        {
            return new ActionResult.Refused(reason, null);
        }

        db.Audit.Add(processor.Audit(action, actor, decision.Upgrade));
        try
        {
            await outbox.SaveChangesAndFlushMessagesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new ActionResult.Refused("another upgrade of the same thing is under way", await FindOtherAsync(decision.Upgrade, cancellationToken));
        }

        return new ActionResult.Done(resources.Of(decision.Upgrade));
    }

    private async Task<Guid?> FindOtherAsync(Upgrade upgrade, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UpgradeIntake>().FindLiveAsync(upgrade.ToContext(), cancellationToken);
    }
}
