namespace SpecCursor.Controller.Events;

/// <summary>The streams that follow upgrades, a bounded number. Thread-safe.</summary>
/// <param name="maximum">The most that there may be at once.</param>
internal sealed class Subscriptions(int maximum)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, List<Subscription>> _subscriptions = [];
    private int _count;

    /// <summary>Opens a subscription to one upgrade.</summary>
    /// <returns>The subscription, or null when there are too many.</returns>
    public Subscription? TryAdd(Guid upgradeId, Bell bell)
    {
        lock (_lock)
        {
            if (_count == maximum)
            {
                return null;
            }

            _count++;
            var subscription = new Subscription(bell, closed => Remove(upgradeId, closed));
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

    public void Wake(Guid upgradeId)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(upgradeId, out var ofUpgrade))
            {
                ofUpgrade.ForEach(subscription => subscription.Wake());
            }
        }
    }

    public void WakeAll()
    {
        lock (_lock)
        {
            foreach (var subscription in _subscriptions.Values.SelectMany(ofUpgrade => ofUpgrade))
            {
                subscription.Wake();
            }
        }
    }

    private void Remove(Guid upgradeId, Subscription subscription)
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
