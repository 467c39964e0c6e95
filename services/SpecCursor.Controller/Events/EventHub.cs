using System.Threading.Channels;
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

    /// <summary>Streams that one process serves at once.</summary>
    public const int MaximumSubscriptions = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<EventSubscription>> _subscriptions = [];
    private int _count;

    /// <summary>Opens a subscription to one upgrade; dispose it.</summary>
    /// <returns>The subscription, or null when there are too many.</returns>
    public EventSubscription? TrySubscribe(Guid upgradeId)
    {
        lock (_lock)
        {
            if (_count == MaximumSubscriptions)
            {
                return null;
            }

            _count++;
            var signals = System.Threading.Channels.Channel.CreateBounded<bool>(
                new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
            var subscription = new EventSubscription(signals, closed => Remove(upgradeId, closed));
            if (!_subscriptions.TryGetValue(upgradeId, out var ofUpgrade))
            {
                _subscriptions[upgradeId] = ofUpgrade = [];
            }

            ofUpgrade.Add(subscription);
            return subscription;
        }
    }

    /// <summary>How many subscriptions to one upgrade are open.</summary>
    public int CountOf(Guid upgradeId)
    {
        lock (_lock)
        {
            return _subscriptions.TryGetValue(upgradeId, out var ofUpgrade) ? ofUpgrade.Count : 0;
        }
    }

    protected override ValueTask<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) => database.OpenConnectionAsync(cancellationToken);

    protected override void Heard(string payload)
    {
        if (Guid.TryParse(payload, out var upgradeId))
        {
            Wake(upgradeId);
        }
    }

    /// <summary>Whatever was announced while nobody listened.</summary>
    protected override void Listening() => WakeAll();

    private void Wake(Guid upgradeId)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(upgradeId, out var ofUpgrade))
            {
                ofUpgrade.ForEach(subscription => subscription.Wake());
            }
        }
    }

    private void WakeAll()
    {
        lock (_lock)
        {
            foreach (var subscription in _subscriptions.Values.SelectMany(ofUpgrade => ofUpgrade))
            {
                subscription.Wake();
            }
        }
    }

    private void Remove(Guid upgradeId, EventSubscription subscription)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(upgradeId, out var ofUpgrade) && ofUpgrade.Remove(subscription))
            {
                _count--;
                if (ofUpgrade.Count == 0)
                {
                    _subscriptions.Remove(upgradeId);
                }
            }
        }
    }
}
