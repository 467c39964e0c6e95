using System.Diagnostics;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Messaging.Progress;
using SpecCursor.ServiceDefaults.Telemetry;
using SpecCursor.Worker.LiveOutput;

namespace SpecCursor.Worker.Upgrades;

/// <summary>Announces, times, traces and counts the steps of one run.</summary>
internal sealed class StepRecorder(RunUpgrade command, IStepProgress progress, SpecCursorMetrics metrics, TimeProvider time, ILogger logger, OutputFeed? output)
{
    private readonly List<StepTiming> _timings = [];

    public IReadOnlyList<StepTiming> Timings => _timings;

    /// <summary>Does a step.</summary>
    /// <param name="step">Which.</param>
    /// <param name="body">Does it, and says how it ended.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(UpgradeStep step, Func<Activity?, Task<StepStatus>> body, CancellationToken cancellationToken)
    {
        output?.Step = step;
        var name = NameOf(step);
        var context = command.Context;
        using var activity = SpecCursorActivities.StartUpgradeStep(name, context.UpgradeId, context.Ecosystem, context.PackageName);
        await progress.StartedAsync(command, step, cancellationToken);
        var startedAt = time.GetUtcNow();
        var started = time.GetTimestamp();
        var status = StepStatus.Failed;
        try
        {
            status = await body(activity);
            if (status == StepStatus.Failed)
            {
                activity?.Fail($"{name} failed");
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            status = StepStatus.Cancelled;
            activity?.Fail("cancelled");
            throw;
        }
        catch (Exception exception)
        {
            activity?.Fail(exception);
            throw;
        }
        finally
        {
            var duration = time.GetElapsedTime(started);
            _timings.Add(new StepTiming { Step = step, StartedAt = startedAt, Duration = duration, Status = status });
            metrics.StepEnded(context.Ecosystem, name, NameOf(status), duration);
            logger.LogInformation(
                "Step {Step} of attempt {Attempt} {Status} after {Duration}", name, command.Attempt, NameOf(status), duration);
        }
    }

    private static string NameOf(UpgradeStep step) => step switch
    {
        UpgradeStep.Resolve => "resolve",
        UpgradeStep.Apply => "apply",
        _ => "test",
    };

    private static string NameOf(StepStatus status) => status switch
    {
        StepStatus.Succeeded => "succeeded",
        StepStatus.Cancelled => "cancelled",
        _ => "failed",
    };
}
