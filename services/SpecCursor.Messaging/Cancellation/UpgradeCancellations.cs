using System.Collections.Concurrent;

namespace SpecCursor.Messaging.Cancellation;

/// <summary>
/// Tokens of the upgrades that this process works on, cancelled when the controller announces a cancellation.
/// It only saves work: what a cancelled upgrade's step still sends or publishes is refused by its fence.
/// </summary>
public sealed class UpgradeCancellations
{
    /// <summary>The channel of the announcement; its payload is the upgrade's id.</summary>
    public const string Channel = "speccursor_cancelled";

    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _sources = new();

    /// <summary>Links a token to an upgrade's cancellation for as long as the work on it lasts.</summary>
    /// <param name="upgradeId">The upgrade.</param>
    /// <param name="cancellationToken">Cancels as well.</param>
    /// <returns>The registration; dispose it when the work is done.</returns>
    public UpgradeCancellationRegistration Register(Guid upgradeId, CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _sources[upgradeId] = source;
        return new UpgradeCancellationRegistration(source, () => _sources.TryRemove(new(upgradeId, source)));
    }

    internal void Cancel(Guid upgradeId)
    {
        if (_sources.TryGetValue(upgradeId, out var source))
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The work ended at this very moment.
            }
        }
    }
}
