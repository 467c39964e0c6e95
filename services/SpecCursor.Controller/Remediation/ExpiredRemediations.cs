using Microsoft.EntityFrameworkCore;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Remediation;

/// <summary>
/// Ends the responses whose time is over, with a line in the audit log. Nothing waits for that: what is in force goes by the time itself.
/// </summary>
internal sealed class ExpiredRemediations(TimeProvider time)
{
    /// <summary>Who ended them.</summary>
    public const string Actor = "time";

    private const int Batch = 100;

    /// <summary>Ends them.</summary>
    /// <param name="db">Where they are kept; no transaction may be open in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task EndAsync(ControllerDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = await db.Remediations.AsNoTracking()
            .Where(entry => entry.EndedAt == null && entry.ExpiresAt <= now)
            .OrderBy(entry => entry.ExpiresAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        foreach (var entry in expired)
        {
            await EndAsync(db, entry, now, cancellationToken);
        }
    }

    private static async Task EndAsync(ControllerDbContext db, RemediationEntry expired, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Of nodes that come at the same moment one ends it, and one line is written.
        var ended = await db.Remediations
            .Where(entry => entry.Id == expired.Id && entry.EndedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(entry => entry.EndedAt, entry => entry.ExpiresAt).SetProperty(entry => entry.EndedBy, Actor), cancellationToken);
        if (ended > 0)
        {
            db.Audit.Add(expired.ToAudit(AuditEntry.RemediationEnded, Actor, now));
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
