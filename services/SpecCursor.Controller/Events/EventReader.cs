using Microsoft.EntityFrameworkCore;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Events;

/// <summary>Reads events, each time on a connection of its own: a stream must not hold one.</summary>
internal sealed class EventReader(IServiceScopeFactory scopes)
{
    /// <summary>The most that one read returns.</summary>
    public const int PageSize = 500;

    public async Task<IReadOnlyList<UpgradeEvent>> ReadAsync(Guid upgradeId, long after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ControllerDbContext>();
        return await db.Events.AsNoTracking()
            .Where(entry => entry.UpgradeId == upgradeId && entry.Sequence > after)
            .OrderBy(entry => entry.Sequence)
            .Take(PageSize)
            .Select(entry => new UpgradeEvent
            {
                UpgradeId = entry.UpgradeId,
                Sequence = entry.Sequence,
                Type = entry.Type,
                At = entry.At,
                Status = entry.Status,
                Step = entry.Step,
                Message = entry.Message,
            })
            .ToListAsync(cancellationToken);
    }

    /// <summary>Where the upgrade stands; null when there is none.</summary>
    public async Task<UpgradePosition?> FindAsync(Guid upgradeId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ControllerDbContext>();
        return await db.Upgrades.Where(upgrade => upgrade.Id == upgradeId)
            .Select(upgrade => new UpgradePosition(upgrade.LastEvent, upgrade.EndedAt != null))
            .FirstOrDefaultAsync(cancellationToken);
    }
}
