using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Remediation;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow.Places;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine.EntityFrameworkCore;

namespace SpecCursor.Controller.Workflow;

/// <summary>
/// Looks for steps that are overdue and for upgrades that wait though they need not, ends responses to alerts whose time is over, and forgets what
/// has been kept long enough. One node at a time does it: whoever holds the advisory lock, which Postgres frees when that node dies.
/// </summary>
internal sealed class OverdueSweep(
    NpgsqlDataSource database,
    IServiceScopeFactory scopes,
    UpgradeWorkflow workflow,
    RepositoryTurns turns,
    ExpiredRemediations expired,
    IOptions<WorkflowOptions> options,
    TimeProvider time,
    ILogger<OverdueSweep> logger) : BackgroundService
{
    private const int Batch = 100;

    /// <summary>Sweeps once.</summary>
    /// <returns>The upgrades whose step was overdue.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!await AskAsync(connection, "SELECT pg_try_advisory_lock($1)", cancellationToken))
        {
            return 0;
        }

        try
        {
            var overdue = await FindOverdueAsync(cancellationToken);
            foreach (var (id, traceParent) in overdue)
            {
                await TryHandleAsync(id, traceParent, cancellationToken);
            }

            await turns.AdmitAllAsync(cancellationToken);
            await ForgetAsync(cancellationToken);
            return overdue.Count;
        }
        finally
        {
            await AskAsync(connection, "SELECT pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TrySweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TrySweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SweepAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            logger.LogWarning(exception, "A sweep for overdue steps failed; the next one tries again");
        }
    }

    private async Task<List<(Guid Id, string TraceParent)>> FindOverdueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = time.GetUtcNow();
        var rows = await scope.ServiceProvider.GetRequiredService<ControllerDbContext>().Upgrades.AsNoTracking()
            .Where(upgrade => (upgrade.Status == UpgradeStatus.Queued || upgrade.Status == UpgradeStatus.Running) && upgrade.Deadline < now)
            .OrderBy(upgrade => upgrade.Deadline)
            .Take(Batch)
            .Select(upgrade => new { upgrade.Id, upgrade.TraceParent })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Id, row.TraceParent))];
    }

    private async Task TryHandleAsync(Guid id, string traceParent, CancellationToken cancellationToken)
    {
        try
        {
            await HandleAsync(id, traceParent, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or DbUpdateException or InvalidOperationException or InvalidDataException)
        {
            // One upgrade must not keep the others from being looked at.
            logger.LogError(exception, "Upgrade {UpgradeId} is overdue and could not be dealt with", id);
        }
    }

    private async Task HandleAsync(Guid id, string traceParent, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IDbContextOutbox<ControllerDbContext>>();
        using var activity = TraceParents.Continue(SpecCursorActivities.Source, "upgrade.overdue", traceParent);
        await using var transaction = await outbox.DbContext.Database.BeginTransactionAsync(cancellationToken);
        var decision = await scope.ServiceProvider.GetRequiredService<UpgradeProcessor>()
            .ApplyAsync(id, outbox, workflow.Overdue, StepMaterial.None, cancellationToken);
        await outbox.SaveChangesAndFlushMessagesAsync(cancellationToken);
        if (decision is { Ignored: null })
        {
            logger.LogWarning("Step {Step} of upgrade {UpgradeId} was overdue", decision.Upgrade.Step, id);
        }
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ControllerDbContext>();
        await expired.EndAsync(db, cancellationToken);
        var keysBefore = time.GetUtcNow() - options.Value.IdempotencyKeyLifetime;
        await db.IdempotencyKeys.Where(key => key.CreatedAt < keysBefore).ExecuteDeleteAsync(cancellationToken);
        var reportsBefore = time.GetUtcNow() - options.Value.KeepReportsFor;
        await db.Runs
            .Where(run => run.CreatedAt < reportsBefore && db.Upgrades.Any(upgrade => upgrade.Id == run.UpgradeId && upgrade.EndedAt < reportsBefore))
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<bool> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = AdvisoryLocks.Sweep } } };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
