using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Prometheus;
using Tags = System.ReadOnlySpan<System.Collections.Generic.KeyValuePair<string, object?>>;

namespace SpecCursor.ServiceDefaults.Telemetry.Exposition;

/// <summary>One instrument on its way into the Prometheus registry.</summary>
internal abstract class BridgedInstrument
{
    /// <summary>Takes one measurement. Called on the thread that measures, so it must be quick and must not throw.</summary>
    public abstract void Record(double value, Tags tags);

    /// <summary>Makes the metric known, with these labels, before there is a measurement.</summary>
    public abstract void Declare(IEnumerable<string> labelNames);

    /// <summary>Called after all observable instruments were asked.</summary>
    public virtual void EndObservation()
    {
    }
}

/// <inheritdoc />
/// <typeparam name="TChild">The kind of prometheus-net series.</typeparam>
internal abstract class BridgedInstrument<TChild> : BridgedInstrument
    where TChild : ChildBase
{
    private readonly ConcurrentDictionary<TagSet, Series<TChild>> _series = new(new TagSetComparer());
    private readonly ConcurrentDictionary<TagSet, Series<TChild>>.AlternateLookup<Tags> _lookup;
    private readonly BridgeTarget _target;
    private int _warned;

    protected BridgedInstrument(BridgeTarget target)
    {
        _target = target;
        _lookup = _series.GetAlternateLookup<Tags>();
    }

    protected IEnumerable<Series<TChild>> All => _series.Values;

    protected BridgeTarget Target => _target;

    public sealed override void Record(double value, Tags tags)
    {
        if (_lookup.TryGetValue(tags, out var series) || TryAdd(tags, out series))
        {
            Record(value, series);
        }
    }

    public sealed override void Declare(IEnumerable<string> labelNames)
    {
        if (_target.IsNameFree(typeof(TChild)))
        {
            CreateCollector([.. labelNames.Order(StringComparer.Ordinal)]);
        }
    }

    protected abstract void Record(double value, Series<TChild> series);

    /// <summary>Makes, or finds, the collector for these label names.</summary>
    protected abstract Collector<TChild> CreateCollector(string[] labelNames);

    private bool TryAdd(Tags tags, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Series<TChild> series)
    {
        series = null;
        if (_series.Count >= _target.MaximumSeries)
        {
            WarnOnce($"it has {_target.MaximumSeries} series already");
            return false;
        }

        if (!_target.IsNameFree(typeof(TChild)))
        {
            WarnOnce("another instrument of this name is of another kind");
            return false;
        }

        try
        {
            var labels = LabelPairs.From(tags);
            var child = CreateCollector(labels.Names).WithLabels(labels.Values);
            series = _series.GetOrAdd(new TagSet(tags.ToArray()), new Series<TChild>(child));
            return true;
        }
        catch (Exception exception)
        {
            // Not a single one may escape: the runtime counts exceptions with an instrument, from inside their dispatch, and dies of another
            // one there. That includes a recursion into prometheus-net's locks.
            WarnOnce(exception.Message);
            return false;
        }
    }

    private void WarnOnce(string reason)
    {
        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            _target.Logger.LogWarning("Measurements of {Metric} with new labels are dropped from /metrics: {Reason}", _target.Name, reason);
        }
    }
}
