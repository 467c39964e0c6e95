using System.Globalization;
using System.Text.Json;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Events;

namespace SpecCursor.Controller.Output;

/// <summary>Sends what an upgrade's commands print as server-sent events, until the upgrade has ended and all that was written is sent.</summary>
internal sealed class OutputStream(OutputHub outputs, EventHub events, OutputReader reader, EventReader upgrades, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Says that nothing follows: whoever goes on needs not come back.</summary>
    public const string Ended = "output.ended";

    private const string Printed = "output";

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    /// <returns>False, with nothing sent, when there are too many streams.</returns>
    public async Task<bool> TryWriteAsync(HttpContext context, Guid upgradeId, long after, CancellationToken cancellationToken)
    {
        var bell = new Bell();
        using var ofOutput = outputs.TrySubscribe(upgradeId, bell);
        using var ofEvents = ofOutput is null ? null : events.TrySubscribe(upgradeId, bell);
        if (ofEvents is null)
        {
            return false;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await WriteAllAsync(context.Response, bell, ofEvents, upgradeId, after, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client left, or this process is about to: the client comes back with its Last-Event-ID.
        }

        return true;
    }

    private async Task WriteAllAsync(HttpResponse response, Bell bell, Subscription ofEvents, Guid upgradeId, long after, CancellationToken cancellationToken)
    {
        await response.BeginEventsAsync(cancellationToken);
        var isEnded = false;
        while (true)
        {
            // Asked before the output is read: what was written before the end is read after it.
            isEnded = isEnded || (ofEvents.TryTake() && await upgrades.FindAsync(upgradeId, cancellationToken) is not { IsEnded: false });
            var wait = EventResponse.Heartbeat;
            try
            {
                after = await WriteNewAsync(response, upgradeId, after, cancellationToken);
                if (isEnded)
                {
                    await response.WriteAsync($"event: {Ended}\ndata: {{}}\n\n", cancellationToken);
                    return;
                }
            }
            catch (OutputUnavailableException)
            {
                if (isEnded)
                {
                    // The client comes back, and is told.
                    return;
                }

                await response.WriteAsync(": the output cannot be read now; that is tried again\n\n", cancellationToken);
                wait = RetryInterval;
            }

            await response.Body.FlushAsync(cancellationToken);
            if (!await bell.WaitAsync(wait, time, cancellationToken))
            {
                // Announcements may have been lost: looked at again, now and then.
                ofEvents.Wake();
                await response.BeatAsync(cancellationToken);
            }
        }
    }

    private async Task<long> WriteNewAsync(HttpResponse response, Guid upgradeId, long after, CancellationToken cancellationToken)
    {
        IReadOnlyList<UpgradeOutput> output;
        do
        {
            output = await reader.ReadAsync(upgradeId, after, cancellationToken);
            foreach (var entry in output)
            {
                await response.WriteAsync(
                    string.Create(CultureInfo.InvariantCulture, $"id: {entry.Sequence}\nevent: {Printed}\ndata: {JsonSerializer.Serialize(entry, JsonSerializerOptions.Web)}\n\n"),
                    cancellationToken);
                after = entry.Sequence;
            }
        }
        while (output.Count == OutputReader.PageSize);
        return after;
    }
}
