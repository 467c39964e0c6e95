using System.Diagnostics;
using SpecCursor.Messaging.Transports;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine;

namespace SpecCursor.Messaging.Envelopes;

/// <summary>Sends the correlation id, the baggage and the context of a span of its own along with every message.</summary>
/// <param name="transport">What carries messages.</param>
internal sealed class ContextRule(IQueueTransport transport) : IEnvelopeRule
{
    public void Modify(Envelope envelope)
    {
        if (Activity.Current is not { } activity)
        {
            return;
        }

        if (activity.GetBaggageItem(CorrelationId.BaggageKey) is { } id && CorrelationId.IsValid(id))
        {
            envelope.Headers.TryAdd(CorrelationId.HeaderName, id);
        }

        EnvelopeBaggage.Write(activity, envelope);
        Create(envelope, activity);
    }

    /// <summary>
    /// A message is stored before the engine begins the span in which it is sent, so it would be handled beside that span, and nobody could tell from the trace
    /// who sent what to whom.
    /// </summary>
    private void Create(Envelope envelope, Activity activity)
    {
        // The engine asks again when it sends what it kept.
        if (envelope.ParentId == activity.Id && MessageRoutes.All.TryGetValue(envelope.Message?.GetType() ?? typeof(object), out var queue))
        {
            using var creation = SpecCursorActivities.StartMessageCreation(envelope.Id, transport.Name, transport.QueueName(queue));
            envelope.ParentId = creation?.Id ?? envelope.ParentId;
        }
    }
}
