using Microsoft.Extensions.Logging;
using SpecCursor.Contracts.Messages;
using Wolverine.Runtime;

namespace SpecCursor.Messaging.Ahead;

/// <summary>Publishes outside of the handler's own outbox, which is sent only when the handler has ended.</summary>
internal sealed class ProofAhead(IWolverineRuntime runtime, ILogger<ProofAhead> logger) : IProofAhead
{
    public async ValueTask AnnounceAsync(ProveUpgrade expected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await new MessageBus(runtime).PublishAsync(new ProveAhead(expected));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogWarning(exception, "Could not tell the proof engine beforehand what is to be proved");
        }
    }
}
