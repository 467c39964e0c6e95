using Microsoft.EntityFrameworkCore;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Remediation;

/// <summary>What of the responses is in force.</summary>
internal static class LiveRemediations
{
    /// <summary>Responses that succeeded and have not ended.</summary>
    /// <param name="entries">All of them.</param>
    /// <param name="now">The time.</param>
    public static IQueryable<RemediationEntry> InForce(this IQueryable<RemediationEntry> entries, DateTimeOffset now) =>
        entries.Where(entry => entry.EndedAt == null && entry.Outcome == RemediationEntry.Succeeded && entry.ExpiresAt > now);

    /// <summary>When the last response of an action ends at the latest; null when none is in force.</summary>
    /// <param name="db">Where responses are kept.</param>
    /// <param name="action">The action.</param>
    /// <param name="target">What it has to act on.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<DateTimeOffset?> FindRemediationEndAsync(
        this ControllerDbContext db, string action, string target, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Remediations.AsNoTracking().InForce(now)
            .Where(entry => entry.Action == action && entry.Target == target)
            .Select(entry => (DateTimeOffset?)entry.ExpiresAt)
            .MaxAsync(cancellationToken);
}
