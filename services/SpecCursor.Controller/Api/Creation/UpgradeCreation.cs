using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Remediation;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine.EntityFrameworkCore;

namespace SpecCursor.Controller.Api.Creation;

/// <summary>
/// Makes upgrades for callers. The database decides races: one row an idempotency key, one live upgrade of the same thing, and
/// whoever comes second finds out what the first made.
/// </summary>
internal sealed class UpgradeCreation(
    IServiceScopeFactory scopes, UpgradeWorkflow workflow, Resources resources, IOptions<WorkflowOptions> options, TimeProvider time)
{
    private const int MaximumTries = 5;

    public async Task<CreationResult> CreateAsync(CreateUpgradeRequest request, string actor, string? key, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request));
        for (var tries = 1; ; tries++)
        {
            if (key is not null && await FindByKeyAsync(actor, key, hash, cancellationToken) is { } earlier)
            {
                return earlier;
            }

            if (await FindPauseAsync(request.Ecosystem, cancellationToken) is { } until)
            {
                return new CreationResult.Paused(until);
            }

            try
            {
                return await AddAsync(request, actor, key is null ? null : (key, hash), cancellationToken);
            }
            catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } && tries < MaximumTries)
            {
                // Looked up, not guessed from the index: a request with a key may have met its own twin in either.
                if ((key is null ? null : await FindByKeyAsync(actor, key, hash, cancellationToken)) is { } twin)
                {
                    return twin;
                }

                if (await FindLiveAsync(request, cancellationToken) is { } live)
                {
                    return new CreationResult.Conflict(live);
                }
            }
        }
    }

    private async Task<CreationResult> AddAsync(
        CreateUpgradeRequest request, string actor, (string Key, byte[] Hash)? idempotency, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IDbContextOutbox<ControllerDbContext>>();
        var now = time.GetUtcNow();
        var message = new UpgradeRequested { Context = ContextOf(request), Trigger = UpgradeTrigger.Api, RequestedBy = actor, RequestedAt = now };
        using var activity = SpecCursorActivities.StartUpgrade(message.Context.UpgradeId, request.Ecosystem, request.PackageName, request.TargetVersion);
        var decision = workflow.Accept(message, TraceParents.Current(), now);
        if (idempotency is var (key, hash))
        {
            outbox.DbContext.IdempotencyKeys.Add(new IdempotencyEntry
            {
                Actor = actor,
                Key = key,
                RequestHash = hash,
                UpgradeId = message.Context.UpgradeId,
                CreatedAt = now,
            });
        }

        await using var transaction = await outbox.DbContext.Database.BeginTransactionAsync(cancellationToken);
        var upgrade = await scope.ServiceProvider.GetRequiredService<UpgradeProcessor>().AddAsync(decision, outbox, cancellationToken);
        await outbox.SaveChangesAndFlushMessagesAsync(cancellationToken);
        return new CreationResult.Created(resources.Of(upgrade));
    }

    private async Task<CreationResult?> FindByKeyAsync(string actor, string key, byte[] hash, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ControllerDbContext>();
        var entry = await db.IdempotencyKeys.AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Actor == actor && candidate.Key == key, cancellationToken);
        if (entry is null)
        {
            return null;
        }

        var forgottenBefore = time.GetUtcNow() - options.Value.IdempotencyKeyLifetime;
        if (entry.CreatedAt < forgottenBefore)
        {
            await db.IdempotencyKeys
                .Where(candidate => candidate.Actor == actor && candidate.Key == key && candidate.CreatedAt < forgottenBefore)
                .ExecuteDeleteAsync(cancellationToken);
            return null;
        }

        return entry.RequestHash.AsSpan().SequenceEqual(hash)
            ? new CreationResult.Replayed(resources.Of(await db.Upgrades.AsNoTracking().FirstAsync(upgrade => upgrade.Id == entry.UpgradeId, cancellationToken)))
            : new CreationResult.KeyReused();
    }

    private async Task<DateTimeOffset?> FindPauseAsync(string ecosystem, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EcosystemPauses>().FindAsync(ecosystem, cancellationToken);
    }

    private async Task<Guid?> FindLiveAsync(CreateUpgradeRequest request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UpgradeIntake>().FindLiveAsync(ContextOf(request), cancellationToken);
    }

    private static UpgradeContext ContextOf(CreateUpgradeRequest request) => new()
    {
        UpgradeId = Guid.CreateVersion7(),
        Repository = request.Repository,
        Ecosystem = request.Ecosystem,
        PackageName = request.PackageName,
        TargetVersion = request.TargetVersion,
        CurrentVersion = request.CurrentVersion,
    };
}
