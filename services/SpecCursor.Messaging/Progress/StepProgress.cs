using Microsoft.Extensions.Logging;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using Wolverine.Runtime;

namespace SpecCursor.Messaging.Progress;

/// <summary>Publishes outside of the handler's own outbox, which is sent only when the handler has ended.</summary>
internal sealed class StepProgress(IWolverineRuntime runtime, TimeProvider time, ILogger<StepProgress> logger) : IStepProgress
{
    public async ValueTask StartedAsync(IUpgradeCommand command, UpgradeStep step, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await new MessageBus(runtime).PublishAsync(new StepStarted
            {
                UpgradeId = command.Context.UpgradeId,
                Fence = command.Fence,
                Attempt = command.Attempt,
                Step = step,
                StartedAt = time.GetUtcNow(),
            });
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.LogWarning(exception, "Could not announce that step {Step} began", step);
        }
    }
}
