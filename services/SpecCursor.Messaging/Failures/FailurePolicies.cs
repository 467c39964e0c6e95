using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.ServiceDefaults.Telemetry;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime;

namespace SpecCursor.Messaging.Failures;

/// <summary>What happens to a message whose handling throws: retried with back-off, then given up in the open.</summary>
internal static class FailurePolicies
{
    /// <summary>The longest reason that is passed on, in characters.</summary>
    private const int MaximumReason = 2000;

    public static void Apply(WolverineOptions options, MessagingOptions messaging, ServiceQueue queue)
    {
        // Two messages of one upgrade met: the later reads the newer row and decides again.
        options.OnException<DbUpdateConcurrencyException>()
            .OrInner<PostgresException>(exception => exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            .RetryWithCooldown(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400))
            .Then.ScheduleRetry([.. messaging.RetryDelays])
            .Then.MoveToErrorQueue()
            .And((runtime, lifecycle, exception) => GiveUpAsync(runtime, lifecycle.Envelope, exception, queue), "Tell the workflow");

        options.OnAnyException()
            .ScheduleRetry([.. messaging.RetryDelays])
            .Then.MoveToErrorQueue()
            .And((runtime, lifecycle, exception) => GiveUpAsync(runtime, lifecycle.Envelope, exception, queue), "Tell the workflow");
    }

    private static async ValueTask GiveUpAsync(IWolverineRuntime runtime, Envelope? envelope, Exception exception, ServiceQueue queue)
    {
        (runtime.Services.GetService(typeof(SpecCursorMetrics)) as SpecCursorMetrics)?.DeadLettered(queue.Name);
        if (envelope?.Message is not IUpgradeCommand command)
        {
            return;
        }

        var bus = new MessageBus(runtime);
        await bus.PublishAsync(new StepFaulted
        {
            UpgradeId = command.Context.UpgradeId,
            Fence = command.Fence,
            Attempt = command.Attempt,
            Step = command.Step,
            Failure = Describe(exception, queue),
        });
    }

    private static StepFailure Describe(Exception exception, ServiceQueue queue)
    {
        if (exception is TransientStepException transient)
        {
            return transient.Failure;
        }

        var reason = $"The {queue.ServiceName} gave up after its last retry: {exception.GetType().Name}: {exception.Message}";
        return new StepFailure { Code = "given-up", Reason = reason.Length > MaximumReason ? reason[..MaximumReason] : reason, IsTransient = true };
    }
}
