using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SpecCursor.Controller.Upgrades;

/// <summary>Tells the context that its transaction was committed.</summary>
internal sealed class CommitInterceptor : DbTransactionInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        (eventData.Context as ControllerDbContext)?.Committed();

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        (eventData.Context as ControllerDbContext)?.Committed();
        return Task.CompletedTask;
    }
}
