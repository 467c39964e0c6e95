using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SpecCursor.Controller.Remediation.Remedies;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Remediation;

/// <summary>Which ecosystems take no new upgrades at the moment.</summary>
public sealed class EcosystemPauses(ControllerDbContext db, IOptions<RemediationOptions> options, TimeProvider time)
{
    /// <summary>When to ask again.</summary>
    internal TimeSpan CheckAgainAfter => options.Value.PauseCheck;

    /// <summary>The time until which an ecosystem is paused at most; null when it is not paused.</summary>
    internal async Task<DateTimeOffset?> FindAsync(string ecosystem, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await db.Remediations.AsNoTracking()
            .Where(entry => entry.EndedAt == null && entry.Action == PauseEcosystem.Name && entry.Target == ecosystem && entry.ExpiresAt > now)
            .Select(entry => (DateTimeOffset?)entry.ExpiresAt)
            .MaxAsync(cancellationToken);
    }
}
