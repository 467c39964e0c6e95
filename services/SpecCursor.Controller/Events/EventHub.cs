using Npgsql;
using SpecCursor.Messaging.Notifications;

namespace SpecCursor.Controller.Events;

/// <summary>
/// Wakes event streams. One connection a process listens for all upgrades; a stream is only told that there is something new and reads
/// it itself, so that a slow client holds nothing up and a lost announcement loses nothing.
/// </summary>
internal sealed class EventHub(NpgsqlDataSource database, TimeProvider time, ILogger<EventHub> logger) : NotificationListener(EventHub.Channel, time, logger)
{
    /// <summary>The channel that the trigger on the events announces upgrades' ids on.</summary>
    public const string Channel = "speccursor_events";

    /// <summary>Streams that one process serves at once, those of output included.</summary>
    public const int MaximumSubscriptions = 1000;

    private readonly Subscriptions _subscriptions = new(MaximumSubscriptions);

    /// <summary>Opens a subscription to one upgrade; dispose it.</summary>
    /// <param name="upgradeId">The upgrade.</param>
    /// <param name="bell">What it rings; null for a bell of its own.</param>
    /// <returns>The subscription, or null when there are too many.</returns>
    public Subscription? TrySubscribe(Guid upgradeId, Bell? bell = null) => _subscriptions.TryAdd(upgradeId, bell ?? new Bell());

    /// <summary>How many subscriptions to one upgrade are open.</summary>
    public int CountOf(Guid upgradeId) => _subscriptions.CountOf(upgradeId);

    protected override ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) => database.OpenConnectionAsync(cancellationToken);

    protected override void Heard(string payload)
    {
        if (Guid.TryParse(payload, out var upgradeId))
        {
            _subscriptions.Wake(upgradeId);
        }
    }

    /// <summary>Whatever was announced while nobody listened.</summary>
    protected override void Listening() => _subscriptions.WakeAll();
}
