using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Telemetry;

/// <summary>
/// The last known state of each queue. What was not observed anew for a while is not reported: a gauge that has stopped moving because its
/// observer died looks like an idle queue, a missing one does not.
/// </summary>
internal sealed class QueueGauges(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, QueueState> _queues = new(StringComparer.Ordinal);

    /// <summary>Remembers an observation; true for a queue that was never observed before.</summary>
    public bool Observe(string queue, long depth, TimeSpan oldestAge)
    {
        var isNew = !_queues.ContainsKey(queue);
        _queues[queue] = new QueueState(Math.Max(0, depth), Math.Max(0, oldestAge.TotalSeconds), time.GetTimestamp());
        return isNew;
    }

    public IEnumerable<Measurement<long>> Depths() =>
        Fresh().Select(queue => new Measurement<long>(queue.Value.Depth, Tag(queue.Key)));

    public IEnumerable<Measurement<double>> OldestAges() =>
        Fresh().Select(queue => new Measurement<double>(queue.Value.OldestAgeSeconds, Tag(queue.Key)));

    private IEnumerable<KeyValuePair<string, QueueState>> Fresh() =>
        _queues.Where(queue => time.GetElapsedTime(queue.Value.ObservedAt) < Lifetime);

    private static KeyValuePair<string, object?> Tag(string queue) => new(MetricLabels.Queue.Name, queue);

    private readonly record struct QueueState(long Depth, double OldestAgeSeconds, long ObservedAt);
}
