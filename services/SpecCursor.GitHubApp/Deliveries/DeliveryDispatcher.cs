using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace SpecCursor.GitHubApp.Deliveries;

/// <summary>
/// Hands recorded deliveries over to the engine. The mark on the delivery and the engine's outgoing messages commit in one transaction, so each
/// request is sent, whichever node dies, and the requests' own ids make a second one harmless.
/// </summary>
internal sealed class DeliveryDispatcher(
    NpgsqlDataSource database,
    IWolverineRuntime engine,
    DeliveryLog log,
    DispatchSignal signal,
    ICorrelationContext correlation,
    TimeProvider time,
    ILogger<DeliveryDispatcher> logger) : BackgroundService
{
    private const int BatchSize = 25;

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
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var waiting = await DeliveryTable.ClaimAsync(connection, BatchSize, cancellationToken).ConfigureAwait(false);
        if (waiting.Count == 0)
        {
            return 0;
        }

        var outbox = new MessageContext(engine);
        outbox.EnlistInOutbox(new DatabaseEnvelopeTransaction((IMessageDatabase)engine.Storage, transaction));
        foreach (var (deliveryId, work) in waiting)
        {
            if (Read(deliveryId, work) is { } readable)
            {
                await PublishAsync(outbox, deliveryId, readable).ConfigureAwait(false);
            }
        }

        await DeliveryTable.MarkAsync(connection, [.. waiting.Select(delivery => delivery.DeliveryId)], time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        await outbox.FlushOutgoingMessagesAsync().ConfigureAwait(false);
        return waiting.Count;
    }

    /// <summary>A record that cannot be read must not hold up those behind it.</summary>
    private DeliveryWork? Read(string deliveryId, string work)
    {
        try
        {
            return JsonSerializer.Deserialize(work, DeliveryJson.Default.DeliveryWork);
        }
        catch (JsonException exception)
        {
            logger.LogError(exception, "Delivery {DeliveryId} was recorded in a form that cannot be read, and is given up", deliveryId);
            return null;
        }
    }

    private async Task PublishAsync(MessageContext bus, string deliveryId, DeliveryWork work)
    {
        for (var index = 0; index < work.Upgrades.Count; index++)
        {
            var upgrade = work.Upgrades[index];
            using var activity = Start(work.TraceParents.ElementAtOrDefault(index));
            activity?.SetUpgrade(upgrade.Context.UpgradeId, upgrade.Context.Ecosystem, upgrade.Context.PackageName);
            using var pushed = correlation.Push(work.CorrelationId);
            await bus.PublishAsync(upgrade).ConfigureAwait(false);
            logger.LogInformation(
                "Delivery {DeliveryId} asks to upgrade {Package} in {Repository} as {UpgradeId}",
                deliveryId, upgrade.Context.PackageName, upgrade.Context.Repository, upgrade.Context.UpgradeId);
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
