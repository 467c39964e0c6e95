using Microsoft.EntityFrameworkCore;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow.Places;
using SpecCursor.Messaging.Cancellation;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine;

namespace SpecCursor.Controller.Workflow;

/// <summary>
/// Carries decisions out: reads the upgrade under a lock of its row, lets the workflow decide, and puts the new state, the events and
/// the next command into the caller's transaction. Public because the generated message handlers name it.
/// </summary>
public sealed class UpgradeProcessor
{
    private readonly ControllerDbContext _db;
    private readonly SpecCursorMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<UpgradeProcessor> _logger;
    private readonly UpgradeWorkflow _workflow;
    private readonly RepositoryPlaces _places;
    private readonly CommandFactory _commands;

    /// <summary>Makes one for one transaction.</summary>
    public UpgradeProcessor(
        ControllerDbContext db, UpgradeWorkflow workflow, RepositoryPlaces places, SpecCursorMetrics metrics, TimeProvider time, ILogger<UpgradeProcessor> logger)
    {
        _workflow = workflow;
        _places = places;
        _db = db;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _commands = new CommandFactory(db, time);
    }

    /// <summary>Decides about an upgrade and the steps of its current dispatch.</summary>
    internal delegate Decision Decide(Upgrade upgrade, IReadOnlyList<StepEntry> steps, DateTimeOffset now);

    /// <summary>Decides where the steps do not matter, which saves reading them.</summary>
    internal delegate Decision DecideAlone(Upgrade upgrade, DateTimeOffset now);

    /// <summary>Decides about an upgrade that exists.</summary>
    /// <returns>What was decided, or null when there is no such upgrade.</returns>
    internal async Task<Decision?> ApplyAsync(
        Guid upgradeId, IMessageBus bus, DecideAlone decide, StepMaterial material, CancellationToken cancellationToken) =>
        await LockAsync(upgradeId, cancellationToken) is { } upgrade
            ? await CarryOutAsync(upgrade, decide(upgrade, _time.GetUtcNow()), [], bus, material, cancellationToken)
            : null;

    /// <inheritdoc cref="ApplyAsync(Guid, IMessageBus, DecideAlone, StepMaterial, CancellationToken)"/>
    internal async Task<Decision?> ApplyAsync(
        Guid upgradeId, IMessageBus bus, Decide decide, StepMaterial material, CancellationToken cancellationToken)
    {
        if (await LockAsync(upgradeId, cancellationToken) is not { } upgrade)
        {
            return null;
        }

        // After the lock: read in one query, they could be older than the row that was waited for.
        var steps = await _db.Steps.Where(step => step.UpgradeId == upgradeId && step.Fence == upgrade.Fence).ToListAsync(cancellationToken);
        return await CarryOutAsync(upgrade, decide(upgrade, steps, _time.GetUtcNow()), steps, bus, material, cancellationToken);
    }

    /// <summary>Stores a new upgrade, and sends its first command unless it has to wait. Needs a transaction that is under way.</summary>
    /// <returns>The upgrade as it was stored.</returns>
    internal async Task<Upgrade> AddAsync(Decision start, IMessageBus bus, CancellationToken cancellationToken)
    {
        var decision = await SeatAsync(start, cancellationToken);
        var upgrade = Advance(decision);
        _db.Upgrades.Add(upgrade);
        _db.Audit.Add(Audit(AuditEntry.Created, upgrade.RequestedBy, upgrade));
        Store(decision, []);
        await SendAsync(decision, upgrade, bus, StepMaterial.None, cancellationToken);
        Report(decision with { Upgrade = upgrade }, upgrade.IsEnded);
        return upgrade;
    }

    internal AuditEntry Audit(string action, string actor, Upgrade upgrade, string? detail = null) => new()
    {
        At = _time.GetUtcNow(),
        Actor = BoundedText.Of(actor, 200),
        Action = action,
        UpgradeId = upgrade.Id,
        Detail = detail ?? $"{upgrade.PackageName} to {upgrade.TargetVersion} in {upgrade.Repository}",
        TraceId = upgrade.TraceId,
    };

    private async Task<Upgrade?> LockAsync(Guid upgradeId, CancellationToken cancellationToken)
    {
        var upgrade = await _db.Upgrades
            .FromSql($"SELECT * FROM controller.upgrades WHERE id = {upgradeId} FOR UPDATE")
            .AsAsyncEnumerable().FirstOrDefaultAsync(cancellationToken);
        if (upgrade is null)
        {
            _logger.LogWarning("There is no upgrade {UpgradeId}: the message about it is dropped", upgradeId);
        }

        return upgrade;
    }

    private async Task<Decision> CarryOutAsync(
        Upgrade upgrade, Decision decided, List<StepEntry> steps, IMessageBus bus, StepMaterial material, CancellationToken cancellationToken)
    {
        if (decided.Ignored is { } reason)
        {
            _logger.LogDebug("A message about upgrade {UpgradeId} is ignored: {Reason}", upgrade.Id, reason);
            return decided;
        }

        var decision = await SeatAsync(decided, cancellationToken);
        var next = Advance(decision) with { Version = upgrade.Version + 1 };
        var entry = _db.Entry(upgrade);
        entry.CurrentValues.SetValues(next);
        if (decision.Patch is { } verdict)
        {
            await JudgePatchAsync(next, verdict, cancellationToken);
        }

        if (decision.ReopensSteps)
        {
            _db.Steps.RemoveRange(steps.Where(step => step.Status == StepStatus.Failed));
        }

        Store(decision, steps);
        await SendAsync(decision, next, bus, material, cancellationToken);
        Report(decision with { Upgrade = next }, upgradeEnded: next.IsEnded);
        return decision with { Upgrade = next };
    }

    /// <summary>What starts takes a place of its repository, or waits for one.</summary>
    private async Task<Decision> SeatAsync(Decision decision, CancellationToken cancellationToken) =>
        decision.TakesPlace && await _places.CountFreeAsync(_db, decision.Upgrade.Repository, cancellationToken) == 0
            ? _workflow.Wait(decision, _time.GetUtcNow())
            : decision;

    private static Upgrade Advance(Decision decision) =>
        decision.Upgrade with { LastEvent = decision.Upgrade.LastEvent + decision.Notices.Count };

    private void Store(Decision decision, List<StepEntry> known)
    {
        foreach (var step in decision.Steps)
        {
            var stored = known.Find(candidate => candidate.Fence == step.Fence && candidate.Step == step.Step);
            if (stored is null)
            {
                _db.Steps.Add(step);
            }
            else
            {
                _db.Entry(stored).CurrentValues.SetValues(step);
            }
        }

        var sequence = decision.Upgrade.LastEvent;
        var now = _time.GetUtcNow();
        foreach (var notice in decision.Notices)
        {
            _db.Events.Add(new EventEntry
            {
                UpgradeId = decision.Upgrade.Id,
                Sequence = ++sequence,
                Type = notice.Type,
                At = now,
                Status = notice.Status,
                Step = notice.Step,
                Message = notice.Message,
            });
        }
    }

    private async Task SendAsync(Decision decision, Upgrade next, IMessageBus bus, StepMaterial material, CancellationToken cancellationToken)
    {
        if (decision.Dispatch is { } step)
        {
            await bus.PublishAsync(await _commands.CreateAsync(next, step, material, cancellationToken));
        }

        if (decision.RevokesPublication)
        {
            await bus.PublishAsync(new RevokePublication { UpgradeId = next.Id, Fence = next.Fence });
        }

        if (decision.StopsWork)
        {
            // Heard when this transaction commits, and not at all when it does not.
            await _db.Database.ExecuteSqlAsync($"SELECT pg_notify({UpgradeCancellations.Channel}, {next.Id.ToString()})", cancellationToken);
        }
    }

    private async Task JudgePatchAsync(Upgrade upgrade, PatchVerdict verdict, CancellationToken cancellationToken)
    {
        var patch = await _db.Patches.Where(candidate => candidate.UpgradeId == upgrade.Id)
            .OrderByDescending(candidate => candidate.Fence).FirstOrDefaultAsync(cancellationToken);
        if (patch is not { Status: PatchEntry.Generated })
        {
            return;
        }

        var status = verdict.IsAccepted ? PatchEntry.Accepted : PatchEntry.Rejected;
        _db.Entry(patch).CurrentValues.SetValues(patch with { Status = status, Failure = verdict.Failure });
        _db.AfterCommit(() => _metrics.PatchEnded(upgrade.Ecosystem, patch.Provider, status, patch.Duration));
    }

    private void Report(Decision decision, bool upgradeEnded)
    {
        var upgrade = decision.Upgrade;
        foreach (var step in decision.Steps.Where(step => step is { Step: UpgradeStep.Patch or UpgradeStep.Prove or UpgradeStep.Publish, Duration: not null }))
        {
            _db.AfterCommit(() => _metrics.StepEnded(
                upgrade.Ecosystem, EnumNames.NameOf(step.Step), EnumNames.NameOf(step.Status), step.Duration!.Value));
        }

        if (!upgradeEnded)
        {
            return;
        }

        var status = EnumNames.NameOf(upgrade.Status);
        _db.AfterCommit(() =>
        {
            _places.Free(upgrade.Repository);
            _metrics.UpgradeEnded(upgrade.Ecosystem, status, upgrade.EndedAt!.Value - upgrade.AcceptedAt);
            _logger.LogInformation(
                "Upgrade {UpgradeId} of {Package} ended as {Status}: {Reason}", upgrade.Id, upgrade.PackageName, status, upgrade.Failure?.Reason ?? "published");
        });
    }
}
