using Microsoft.EntityFrameworkCore;
using SpecCursor.Controller.Remediation;

namespace SpecCursor.Controller.Upgrades;

/// <summary>The controller's tables. Public because the generated message handlers name it; what it holds is internal.</summary>
public sealed class ControllerDbContext : DbContext
{
    /// <summary>The schema of the controller's tables.</summary>
    public const string Schema = "controller";

    private readonly List<Action> _afterCommit = [];

    /// <summary>Makes one.</summary>
    public ControllerDbContext(DbContextOptions<ControllerDbContext> options)
        : base(options)
    {
        // One SaveChanges a transaction: a savepoint would only cost a round trip.
        Database.AutoSavepointsEnabled = false;
    }

    internal DbSet<Upgrade> Upgrades => Set<Upgrade>();

    internal DbSet<StepEntry> Steps => Set<StepEntry>();

    internal DbSet<RunEntry> Runs => Set<RunEntry>();

    internal DbSet<PatchEntry> Patches => Set<PatchEntry>();

    internal DbSet<ProofEntry> Proofs => Set<ProofEntry>();

    internal DbSet<EventEntry> Events => Set<EventEntry>();

    internal DbSet<AuditEntry> Audit => Set<AuditEntry>();

    internal DbSet<RemediationEntry> Remediations => Set<RemediationEntry>();

    internal DbSet<IdempotencyEntry> IdempotencyKeys => Set<IdempotencyEntry>();

    /// <summary>Does something once what was changed is durable: a metric must not count what was rolled back.</summary>
    internal void AfterCommit(Action action) => _afterCommit.Add(action);

    internal void Committed()
    {
        foreach (var action in _afterCommit)
        {
            action();
        }

        _afterCommit.Clear();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ControllerDbContext).Assembly);
    }
}
