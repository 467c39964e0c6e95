using System.Globalization;
using System.Text.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Events;

/// <summary>Sends an upgrade's events as server-sent events: those after <c>Last-Event-ID</c>, then what happens, until the upgrade has ended.</summary>
internal sealed class EventStream(EventHub hub, EventReader reader, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <returns>False, with nothing sent, when there are too many streams.</returns>
    public async Task<bool> TryWriteAsync(HttpContext context, Guid upgradeId, long after, CancellationToken cancellationToken)
    {
        using var subscription = hub.TrySubscribe(upgradeId);
        if (subscription is null)
        {
            return false;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await WriteAllAsync(context.Response, subscription, upgradeId, after, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client left, or this process is about to: the client comes back with its Last-Event-ID.
        }

        return true;
    }

    private async Task WriteAllAsync(HttpResponse response, Subscription subscription, Guid upgradeId, long after, CancellationToken cancellationToken)
    {
        await response.BeginEventsAsync(cancellationToken);
        var isEnded = false;
        while (true)
        {
            var events = await reader.ReadAsync(upgradeId, after, cancellationToken);
            foreach (var entry in events)
            {
                await response.WriteAsync(Format(entry), cancellationToken);
                after = entry.Sequence;
                isEnded = entry.Type == EventTypes.Ended;
            }

            await response.Body.FlushAsync(cancellationToken);
            if (events.Count == EventReader.PageSize)
            {
                continue;
            }

            if (isEnded || await HasEndedAsync(upgradeId, after, cancellationToken))
            {
                return;
            }

            if (!await subscription.WaitAsync(EventResponse.Heartbeat, time, cancellationToken))
            {
                await response.BeatAsync(cancellationToken);
            }
        }
    }

    /// <summary>Whether a client that has seen everything came back to an upgrade that has ended.</summary>
    private async Task<bool> HasEndedAsync(Guid upgradeId, long after, CancellationToken cancellationToken) =>
        await reader.FindAsync(upgradeId, cancellationToken) is not { } position || (position.IsEnded && position.LastEvent <= after);

    private static string Format(UpgradeEvent entry) =>
        string.Create(CultureInfo.InvariantCulture, $"id: {entry.Sequence}\nevent: {entry.Type}\ndata: {JsonSerializer.Serialize(entry, JsonSerializerOptions.Web)}\n\n");
}
