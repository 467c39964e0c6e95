using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using SpecCursor.GitHubApp.Deliveries;
using SpecCursor.GitHubApp.Webhooks.Events;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.GitHubApp.Webhooks;

/// <summary>Decides what becomes of a delivery whose signature is right, and records it where there is something to do.</summary>
internal sealed class DeliveryIntake(
    IEnumerable<IEventReader> readers,
    DeliveryLog log,
    ReplyText replies,
    ICorrelationContext correlation,
    SpecCursorMetrics metrics,
    TimeProvider time)
{
    private readonly FrozenDictionary<string, IEventReader> _readers = readers.ToFrozenDictionary(reader => reader.Event, StringComparer.Ordinal);

    /// <summary>Reads what a delivery asks for; records nothing.</summary>
    /// <exception cref="JsonException">The body is not JSON, or not of the event's form.</exception>
    public DeliveryPlan Read(DeliveryHeaders headers, ReadOnlySpan<byte> body)
    {
        if (_readers.TryGetValue(headers.Event, out var reader))
        {
            return reader.Read(body);
        }

        EnsureJson(body);
        return DeliveryPlan.Ignore(headers.Event == "ping" ? "pong" : "This event is not read.");
    }

    /// <summary>What is kept of a plan.</summary>
    public Delivery Describe(DeliveryHeaders headers, DeliveryPlan plan)
    {
        var work = new DeliveryWork
        {
            Upgrades = plan.Upgrades,
            TraceParents = [.. plan.Upgrades.Select(upgrade => TraceParentOf(upgrade))],
            Reply = replies.For(headers.DeliveryId, plan),
            CorrelationId = correlation.Current,
        };
        return new Delivery
        {
            DeliveryId = headers.DeliveryId,
            Event = headers.Event,
            Repository = plan.Repository,
            BodyHash = plan.BodyHash,
            ReceivedAt = time.GetUtcNow(),
            Work = JsonSerializer.Serialize(work, DeliveryJson.Default.DeliveryWork),
        };
    }

    /// <summary>Records a delivery; when this returns, what it asks for will happen.</summary>
    public async Task<Recording> RecordAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var recording = await log.RecordAsync(delivery, cancellationToken).ConfigureAwait(false);
        if (recording is Recording.Replayed or Recording.Forged)
        {
            metrics.SuspiciousActivity("replay");
        }

        return recording;
    }

    /// <summary>Begins the upgrade's trace.</summary>
    private static string? TraceParentOf(Contracts.Messages.UpgradeRequested upgrade)
    {
        var context = upgrade.Context;
        using var activity = SpecCursorActivities.StartUpgrade(context.UpgradeId, context.Ecosystem, context.PackageName, context.TargetVersion);
        return (activity ?? Activity.Current) is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;
    }

    private static void EnsureJson(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
        }
    }
}
