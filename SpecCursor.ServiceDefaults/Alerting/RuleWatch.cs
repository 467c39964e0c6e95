using Tags = System.ReadOnlySpan<System.Collections.Generic.KeyValuePair<string, object?>>;

namespace SpecCursor.ServiceDefaults.Alerting;

/// <summary>Counts the events of one rule and says when they are critical. Thread-safe, and never throws: it runs where a counter is incremented.</summary>
internal sealed class RuleWatch(CriticalRule rule, TimeProvider time)
{
    /// <summary>While events go on, the alert is prolonged this often and not for each of them.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Label values are bounded already; this holds if that ever breaks.</summary>
    private const int MaximumGroups = 64;

    private readonly Lock _counting = new();
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);

    public CriticalRule Rule => rule;

    /// <summary>Takes note of an increment.</summary>
    /// <param name="count">By how much.</param>
    /// <param name="tags">The labels.</param>
    /// <param name="apart">The value of <see cref="CriticalRule.Apart"/>, if the rule has one.</param>
    /// <param name="total">How many events there were within the window.</param>
    /// <returns>Whether the alert is to be raised, or prolonged.</returns>
    public bool Count(long count, Tags tags, out string? apart, out long total)
    {
        total = 0;
        apart = rule.Apart is { } label ? Find(tags, label) : null;
        if (count <= 0 || (rule.Only is { } only && Find(tags, only.Key) != only.Value))
        {
            return false;
        }

        lock (_counting)
        {
            var key = apart ?? "";
            if (!_groups.TryGetValue(key, out var group))
            {
                if (_groups.Count >= MaximumGroups)
                {
                    return false;
                }

                _groups[key] = group = new Group(new EventWindow(rule.Window, time));
            }

            total = group.Events.Add(count);
            if (total < rule.Threshold || (group.RaisedAt is { } raised && time.GetElapsedTime(raised) < Silence))
            {
                return false;
            }

            group.RaisedAt = time.GetTimestamp();
            return true;
        }
    }

    private static string? Find(Tags tags, string label)
    {
        foreach (var (name, value) in tags)
        {
            if (name == label)
            {
                return value as string;
            }
        }

        return null;
    }

    private sealed class Group(EventWindow events)
    {
        public EventWindow Events { get; } = events;

        public long? RaisedAt { get; set; }
    }
}
