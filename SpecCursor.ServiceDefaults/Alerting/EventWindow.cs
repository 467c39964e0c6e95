namespace SpecCursor.ServiceDefaults.Alerting;

/// <summary>How many events there were within a window that moves on, in constant memory: the window is cut into sixty parts. Not thread-safe.</summary>
/// <param name="window">How far it looks back.</param>
/// <param name="time">The clock.</param>
internal sealed class EventWindow(TimeSpan window, TimeProvider time)
{
    private const int Parts = 60;

    private readonly long[] _counts = new long[Parts];
    private readonly long _part = Math.Max(1, (long)(window.TotalSeconds * time.TimestampFrequency / Parts));
    private long _current = long.MinValue;
    private long _total;

    /// <summary>Counts events.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>How many there were within the window, these included.</returns>
    public long Add(long count)
    {
        MoveTo(time.GetTimestamp() / _part);
        _counts[Slot(_current)] += count;
        _total += count;
        return _total;
    }

    private void MoveTo(long part)
    {
        // What is a whole window back is gone altogether.
        var first = _current < part - Parts ? part - Parts + 1 : _current + 1;
        for (var next = first; next <= part; next++)
        {
            _total -= _counts[Slot(next)];
            _counts[Slot(next)] = 0;
        }

        _current = Math.Max(_current, part);
    }

    private static int Slot(long part) => (int)(((part % Parts) + Parts) % Parts);
}
