using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpecCursor.GitHubApp.Storage;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine;
using Wolverine.EntityFrameworkCore;

namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>
/// Hands recorded deliveries over to the engine. The mark on the delivery and the engine's outgoing messages commit in one transaction, so each
/// request is sent, whichever node dies, and the requests' own ids make a second one harmless.
/// </summary>
internal sealed class DeliveryDispatcher(
    IServiceScopeFactory scopes,
    DeliveryLog log,
    DispatchSignal signal,
    ICorrelationContext correlation,
    TimeProvider time,
    ILogger<DeliveryDispatcher> logger) : BackgroundService
{
    private const int BatchSize = 25;

    private const string ClaimSql = $$"""
        SELECT * FROM {{GitHubAppDbContext.Schema}}.deliveries
        WHERE dispatched_at IS NULL ORDER BY received_at LIMIT {0} FOR UPDATE SKIP LOCKED
        """;

    // A sender waits for its answer, and nobody for the dispatch: a flood is recorded first, and dispatched in turns meanwhile.
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(250);

    // What another node recorded before it died is found at the latest then.
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DispatchAsync(stoppingToken).ConfigureAwait(false) == BatchSize)
                {
                    if (log.IsBusy)
                    {
                        await Task.Delay(Courtesy, time, stoppingToken).ConfigureAwait(false);
                    }
                }

                await signal.WaitAsync(Poll, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.LogWarning(exception, "Could not dispatch deliveries; trying again in {Seconds} s", Poll.TotalSeconds);
                await Task.Delay(Poll, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> DispatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IDbContextOutbox<GitHubAppDbContext>>();
        var context = outbox.DbContext;
        await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var deliveries = await context.Deliveries.FromSqlRaw(ClaimSql, BatchSize).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var delivery in deliveries)
        {
            await PublishAsync(outbox, delivery).ConfigureAwait(false);
            delivery.DispatchedAt = time.GetUtcNow();
        }

        await outbox.SaveChangesAndFlushMessagesAsync(cancellationToken).ConfigureAwait(false);
        return deliveries.Count;
    }

    private async Task PublishAsync(IMessageBus bus, Delivery delivery)
    {
        var work = JsonSerializer.Deserialize(delivery.Work, DeliveryJson.Default.DeliveryWork)
            ?? throw new InvalidOperationException($"Delivery {delivery.DeliveryId} has no work.");
        for (var index = 0; index < work.Upgrades.Count; index++)
        {
            var upgrade = work.Upgrades[index];
            using var activity = Start(work.TraceParents.ElementAtOrDefault(index));
            activity?.SetUpgrade(upgrade.Context.UpgradeId, upgrade.Context.Ecosystem, upgrade.Context.PackageName);
            using var pushed = correlation.Push(work.CorrelationId);
            await bus.PublishAsync(upgrade).ConfigureAwait(false);
            logger.LogInformation(
                "Delivery {DeliveryId} asks to upgrade {Package} in {Repository} as {UpgradeId}",
                delivery.DeliveryId, upgrade.Context.PackageName, upgrade.Context.Repository, upgrade.Context.UpgradeId);
        }

        if (work.Reply is { } reply)
        {
            using var activity = Start(work.TraceParents is [{ } first, ..] ? first : null);
            using var pushed = correlation.Push(work.CorrelationId);
            await bus.PublishAsync(reply).ConfigureAwait(false);
        }
    }

    private static Activity? Start(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? SpecCursorActivities.Source.StartActivity("delivery.dispatch", ActivityKind.Producer, parent)
            : null;
}
