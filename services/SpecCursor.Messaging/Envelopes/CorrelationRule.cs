using System.Diagnostics;
using SpecCursor.ServiceDefaults.Correlation;
using Wolverine;

namespace SpecCursor.Messaging.Envelopes;

/// <summary>Sends the correlation id along with every message.</summary>
internal sealed class CorrelationRule : IEnvelopeRule
{
    public void Modify(Envelope envelope)
    {
        if (Activity.Current?.GetBaggageItem(CorrelationId.BaggageKey) is { } id && CorrelationId.IsValid(id))
        {
            envelope.Headers.TryAdd(CorrelationId.HeaderName, id);
        }
    }
}
