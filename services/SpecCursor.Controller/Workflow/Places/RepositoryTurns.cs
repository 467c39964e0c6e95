using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpecCursor.Controller.Upgrades;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine.EntityFrameworkCore;

namespace SpecCursor.Controller.Workflow.Places;

/// <summary>Starts upgrades that wait, when others of their repository have ended.</summary>
internal sealed class RepositoryTurns(
    IServiceScopeFactory scopes, RepositoryPlaces places, UpgradeWorkflow workflow, ILogger<RepositoryTurns> logger) : BackgroundService
{
    private const int Batch = 100;

    /// <summary>Starts whatever waits though there is a place for it, in all repositories.</summary>
    public async Task AdmitAllAsync(CancellationToken cancellationToken)
    {
        foreach (var repository in await FindWaitingAsync(cancellationToken))
        {
            await TryAdmitAsync(repository, cancellationToken);
        }
    }

    /// <summary>Starts what waits in one repository, the longest waiting first, as far as there are places.</summary>
    public async Task AdmitAsync(string repository, CancellationToken cancellationToken)
    {
        while (await AdmitNextAsync(repository, cancellationToken))
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var repository in places.Freed.ReadAllAsync(stoppingToken))
            {
                await TryAdmitAsync(repository, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryAdmitAsync(string repository, CancellationToken cancellationToken)
    {
        try
        {
            await AdmitAsync(repository, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or DbUpdateException or InvalidOperationException or TimeoutException)
        {
            logger.LogWarning(exception, "An upgrade that waits could not be started; the next sweep tries again");
        }
    }

    private async Task<IReadOnlyList<string>> FindWaitingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ControllerDbContext>().Upgrades
            .Where(upgrade => upgrade.WaitingSince != null)
            .GroupBy(upgrade => upgrade.Repository)
            .OrderBy(group => group.Min(upgrade => upgrade.WaitingSince))
            .Select(group => group.Key)
            .Take(Batch)
            .ToListAsync(cancellationToken);
    }

    /// <summary>One transaction an upgrade, in that upgrade's own trace.</summary>
    private async Task<bool> AdmitNextAsync(string repository, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IDbContextOutbox<ControllerDbContext>>();
        await using var transaction = await outbox.DbContext.Database.BeginTransactionAsync(cancellationToken);
        if (await places.CountFreeAsync(outbox.DbContext, repository, cancellationToken) == 0 || await NextAsync(outbox.DbContext, repository, cancellationToken) is not { } next)
        {
            return false;
        }

        using var activity = TraceParents.Continue(SpecCursorActivities.Source, "upgrade.admit", next.TraceParent);
        await scope.ServiceProvider.GetRequiredService<UpgradeProcessor>().ApplyAsync(next.Id, outbox, workflow.Admit, StepMaterial.None, cancellationToken);
        await outbox.SaveChangesAndFlushMessagesAsync(cancellationToken);
        return true;
    }

    private static async Task<(Guid Id, string TraceParent)?> NextAsync(ControllerDbContext db, string repository, CancellationToken cancellationToken)
    {
        var next = await db.Upgrades
            .Where(upgrade => upgrade.Repository == repository && upgrade.WaitingSince != null)
            .OrderBy(upgrade => upgrade.WaitingSince)
            .ThenBy(upgrade => upgrade.Id)
            .Select(upgrade => new { upgrade.Id, upgrade.TraceParent })
            .FirstOrDefaultAsync(cancellationToken);
        return next is null ? null : (next.Id, next.TraceParent);
    }
}
