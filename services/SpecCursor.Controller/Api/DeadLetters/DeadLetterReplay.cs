using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpecCursor.Contracts.Messages;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;
using Wolverine.EntityFrameworkCore;

namespace SpecCursor.Controller.Api.DeadLetters;

/// <summary>
/// Hands a dead letter back to its service, which takes it up within a second or when it next runs. The upgrade that the command
/// failed goes on in the same transaction: otherwise its answer would be ignored.
/// </summary>
internal sealed class DeadLetterReplay(IServiceScopeFactory scopes, DeadLetterStore store, UpgradeWorkflow workflow, TimeProvider time)
{
    private static readonly HashSet<string> Commands =
        [.. new[] { typeof(RunUpgrade), typeof(GeneratePatch), typeof(ProveUpgrade), typeof(PublishUpgrade) }.Select(type => type.FullName!)];

    public async Task<ReplayOutcome> ReplayAsync(Guid id, string actor, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { } letter)
        {
            return ReplayOutcome.Missing;
        }

        await using var scope = scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IDbContextOutbox<ControllerDbContext>>();
        var db = outbox.DbContext;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (letter is { UpgradeId: { } upgradeId, Fence: { } fence } && Commands.Contains(letter.MessageType))
        {
            await scope.ServiceProvider.GetRequiredService<UpgradeProcessor>().ApplyAsync(
                upgradeId, outbox, (upgrade, _, now) => workflow.Resume(upgrade, fence, actor, now), StepMaterial.None, cancellationToken);
        }

        if (await db.Database.ExecuteSqlRawAsync(DeadLetterStore.ReplayStatement(letter), [id], cancellationToken) == 0)
        {
            return ReplayOutcome.Missing;
        }

        db.Audit.Add(new AuditEntry
        {
            At = time.GetUtcNow(),
            Actor = BoundedText.Of(actor, 200),
            Action = AuditEntry.Replayed,
            UpgradeId = letter.UpgradeId,
            Detail = $"{letter.MessageType.Split('.')[^1]} {id} of {letter.Schema}",
        });
        try
        {
            await outbox.SaveChangesAndFlushMessagesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return ReplayOutcome.Conflict;
        }

        return ReplayOutcome.Accepted;
    }
}
