using Microsoft.EntityFrameworkCore;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Api;

/// <summary>What the API and the console read.</summary>
internal sealed class UpgradeQueries(ControllerDbContext db, Resources resources)
{
    public async Task<PageOf<UpgradeResource>> ListAsync(UpgradeFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var upgrades = filter.Apply(db.Upgrades.AsNoTracking());
        var total = await upgrades.LongCountAsync(cancellationToken);
        var rows = await upgrades
            .OrderByDescending(upgrade => upgrade.CreatedAt).ThenByDescending(upgrade => upgrade.Id)
            .Skip(page.Skipped).Take(page.PageSize)
            .ToListAsync(cancellationToken);
        return page.Of(rows.Select(resources.Of), total);
    }

    public async Task<UpgradeResource?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Upgrades.AsNoTracking().FirstOrDefaultAsync(upgrade => upgrade.Id == id, cancellationToken) is { } upgrade ? resources.Of(upgrade) : null;

    /// <summary>The steps in their order, the one under way included; null when there is no such upgrade.</summary>
    public async Task<IReadOnlyList<StepResource>?> StepsAsync(Guid id, CancellationToken cancellationToken)
    {
        var upgrade = await db.Upgrades.AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
        if (upgrade is null)
        {
            return null;
        }

        var steps = await db.Steps.AsNoTracking().Where(step => step.UpgradeId == id).ToListAsync(cancellationToken);
        if (upgrade.Status == UpgradeStatus.Running && !steps.Exists(step => step.Fence == upgrade.Fence && step.Step == upgrade.Step))
        {
            // Dispatched, and stored only when it ends.
            steps.Add(new StepEntry
            {
                UpgradeId = id,
                Fence = upgrade.Fence,
                Step = upgrade.Step,
                Attempt = upgrade.Attempt,
                Status = StepStatus.Running,
                StartedAt = upgrade.StepStartedAt,
            });
        }

        var runs = await db.Runs.AsNoTracking().Where(run => run.UpgradeId == id).ToDictionaryAsync(run => run.Fence, cancellationToken);
        var reports = runs.ToDictionary(run => run.Key, run => run.Value.ToReport());
        return
        [
            .. steps.OrderBy(step => step.Fence).ThenBy(step => step.Step)
                .Select(step => Resources.Of(step, reports.GetValueOrDefault(step.Fence))),
        ];
    }

    public async Task<IReadOnlyList<PatchResource>?> PatchesAsync(Guid id, CancellationToken cancellationToken)
    {
        var patches = await db.Patches.AsNoTracking().Where(patch => patch.UpgradeId == id).OrderBy(patch => patch.Fence).ToListAsync(cancellationToken);
        return patches.Count > 0 || await ExistsAsync(id, cancellationToken) ? [.. patches.Select(Resources.Of)] : null;
    }

    /// <summary>The obligations of the last proof.</summary>
    public async Task<IReadOnlyList<ProofResource>?> ProofsAsync(Guid id, CancellationToken cancellationToken)
    {
        var latest = await db.Proofs.Where(proof => proof.UpgradeId == id).MaxAsync(proof => (long?)proof.Fence, cancellationToken);
        if (latest is null)
        {
            return await ExistsAsync(id, cancellationToken) ? [] : null;
        }

        var proofs = await db.Proofs.AsNoTracking().Where(proof => proof.UpgradeId == id && proof.Fence == latest)
            .OrderBy(proof => proof.Ordinal).ToListAsync(cancellationToken);
        return [.. proofs.Select(Resources.Of)];
    }

    /// <summary>The diff of the last run's whole change, if there is one.</summary>
    public async Task<string?> DiffAsync(Guid id, CancellationToken cancellationToken)
    {
        var run = await db.Runs.AsNoTracking().Where(run => run.UpgradeId == id).OrderByDescending(run => run.Fence).FirstOrDefaultAsync(cancellationToken);
        return run?.ToReport().Diff;
    }

    public Task<bool> ExistsAsync(Guid id, CancellationToken cancellationToken) => db.Upgrades.AnyAsync(upgrade => upgrade.Id == id, cancellationToken);

    public async Task<PageOf<AuditResource>> AuditAsync(Guid? upgradeId, PageRequest page, CancellationToken cancellationToken)
    {
        var entries = db.Audit.AsNoTracking().Where(entry => upgradeId == null || entry.UpgradeId == upgradeId);
        var total = await entries.LongCountAsync(cancellationToken);
        var rows = await entries.OrderByDescending(entry => entry.Id).Skip(page.Skipped).Take(page.PageSize)
            .Select(entry => new AuditResource
            {
                Id = entry.Id,
                At = entry.At,
                Actor = entry.Actor,
                Action = entry.Action,
                UpgradeId = entry.UpgradeId,
                Detail = entry.Detail,
                TraceId = entry.TraceId,
            })
            .ToListAsync(cancellationToken);
        return page.Of(rows, total);
    }
}
