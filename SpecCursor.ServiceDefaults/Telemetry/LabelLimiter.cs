using System.Collections.Concurrent;
using System.Collections.Frozen;
using SpecCursor.ServiceDefaults.Telemetry.Catalogue;

namespace SpecCursor.ServiceDefaults.Telemetry;

/// <summary>Keeps the values of one label within what its definition allows. Thread-safe; allocates only for a value seen for the first time.</summary>
internal sealed class LabelLimiter(LabelDefinition definition)
{
    private const int MaximumLength = 64;

    private readonly FrozenSet<string> _allowed = definition.Values.ToFrozenSet(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _seen = new(StringComparer.Ordinal);
    private int _distinct;

    /// <summary>The value, or <see cref="LabelDefinition.Other"/> where it is not allowed or one too many.</summary>
    public string Limit(string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > MaximumLength)
        {
            return LabelDefinition.Other;
        }

        if (definition.IsClosed)
        {
            return _allowed.Contains(value) ? value : LabelDefinition.Other;
        }

        if (_seen.ContainsKey(value))
        {
            return value;
        }

        if (Volatile.Read(ref _distinct) >= definition.MaximumValues)
        {
            return LabelDefinition.Other;
        }

        return Admit(value);
    }

    private string Admit(string value)
    {
        if (Interlocked.Increment(ref _distinct) > definition.MaximumValues)
        {
            Interlocked.Decrement(ref _distinct);
            return LabelDefinition.Other;
        }

        if (!_seen.TryAdd(value, value))
        {
            Interlocked.Decrement(ref _distinct);
        }

        return value;
    }
}
