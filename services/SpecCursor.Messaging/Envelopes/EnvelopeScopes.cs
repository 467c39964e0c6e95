using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SpecCursor.Contracts.Messages;
using SpecCursor.ServiceDefaults.Correlation;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine;

namespace SpecCursor.Messaging.Envelopes;

/// <summary>Opens the scope in which one message is handled.</summary>
/// <param name="queue">This service's queue.</param>
/// <param name="correlation">The correlation id's home.</param>
/// <param name="metrics">The instruments.</param>
/// <param name="logger">Whose scope is opened.</param>
public sealed class EnvelopeScopes(ServiceQueue queue, ICorrelationContext correlation, SpecCursorMetrics metrics, ILogger<EnvelopeScopes> logger)
{
    internal EnvelopeScope Open(Envelope envelope)
    {
        if (Activity.Current is { } activity)
        {
            EnvelopeBaggage.Read(envelope, activity);
        }

        var correlationId = envelope.Headers.TryGetValue(CorrelationId.HeaderName, out var value) && CorrelationId.IsValid(value) ? value : null;
        var pushed = correlation.Push(correlationId);
        var logScope = BeginLogScope(envelope.Message, correlationId);
        metrics.JobStarted(queue.Name);
        return new EnvelopeScope(() =>
        {
            metrics.JobEnded(queue.Name);
            logScope?.Dispose();
            pushed.Dispose();
        });
    }

    private IDisposable? BeginLogScope(object? message, string? correlationId)
    {
        var upgradeId = message switch
        {
            IUpgradeCommand command => command.Context.UpgradeId,
            IUpgradeAnswer answer => answer.UpgradeId,
            ProveAhead ahead => ahead.Proof.Context.UpgradeId,
            UpgradeRequested requested => requested.Context.UpgradeId,
            _ => (Guid?)null,
        };

        if (Activity.Current is { } activity)
        {
            if (correlationId is not null)
            {
                activity.SetBaggage(CorrelationId.BaggageKey, correlationId);
            }

            if (upgradeId is not null)
            {
                activity.SetTag("speccursor.upgrade.id", upgradeId.Value.ToString());
            }
        }

        return logger.BeginScope(new Dictionary<string, object?>
        {
            [CorrelationId.BaggageKey] = correlationId,
            ["upgrade_id"] = upgradeId,
        });
    }
}
