using System.Diagnostics;
using SpecCursor.ServiceDefaults.Telemetry;

namespace SpecCursor.ServiceDefaults.Correlation;

/// <inheritdoc />
internal sealed class CorrelationContext : ICorrelationContext
{
    private readonly AsyncLocal<string?> _current = new();

    /// <inheritdoc />
    public string? Current
    {
        get
        {
            if (_current.Value is { } current)
            {
                return current;
            }

            // Baggage can come from outside, unlike what was pushed.
            var baggage = Activity.Current?.GetBaggageItem(CorrelationId.BaggageKey);
            return CorrelationId.IsValid(baggage) ? baggage : null;
        }
    }

    /// <inheritdoc />
    public IDisposable Push(string? correlationId)
    {
        var previous = _current.Value;
        var current = CorrelationId.IsValid(correlationId) ? correlationId! : CorrelationId.New();
        _current.Value = current;
        Activity.Current?.SetBaggage(CorrelationId.BaggageKey, current).SetTag(SpanAttributes.CorrelationId, current);
        return new Scope(this, previous);
    }

    private sealed class Scope(CorrelationContext owner, string? previous) : IDisposable
    {
        public void Dispose() => owner._current.Value = previous;
    }
}
