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
    internal Task<DateTimeOffset?> FindAsync(string ecosystem, CancellationToken cancellationToken) =>
        db.FindRemediationEndAsync(PauseEcosystem.Name, ecosystem, time.GetUtcNow(), cancellationToken);
}
