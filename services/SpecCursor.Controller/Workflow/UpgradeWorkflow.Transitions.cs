using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>The moves that rules have in common.</summary>
public sealed partial class UpgradeWorkflow
{
    /// <summary>On to a step, with a new fence.</summary>
    private Decision Next(Upgrade upgrade, UpgradeStep step, IReadOnlyList<StepEntry> ended, DateTimeOffset now)
    {
        var next = upgrade with
        {
            Status = UpgradeStatus.Running,
            Step = step,
            Fence = upgrade.Fence + 1,
            Redispatches = 0,
            StepStartedAt = now,
            UpdatedAt = now,
            Deadline = DispatchDeadline(step, now),
        };

        // The worker announces its steps itself.
        IEnumerable<Notice> beginning = IsRun(step) ? [] : [new Notice(EventTypes.StepStarted, next.Status, step, StepWords.Beginning(next, step))];
        return new Decision { Upgrade = next, Steps = ended, Notices = [.. Endings(ended), .. beginning], Dispatch = step };
    }

    private static Decision Fail(Upgrade upgrade, IReadOnlyList<StepEntry> ended, StepFailure failure, DateTimeOffset now)
    {
        var failed = Failed(upgrade, failure, now);
        return new Decision
        {
            Upgrade = failed,
            Steps = ended,
            Notices = [.. Endings(ended), new Notice(EventTypes.Ended, failed.Status, null, $"Failed: {failed.Failure!.Reason}")],
        };
    }

    private static Upgrade Failed(Upgrade upgrade, StepFailure failure, DateTimeOffset now) => upgrade with
    {
        Status = UpgradeStatus.Failed,
        Failure = StepWords.Bounded(failure),
        Deadline = null,
        WaitingSince = null,
        EndedAt = now,
        UpdatedAt = now,
    };

    private static IEnumerable<Notice> Endings(IEnumerable<StepEntry> steps) =>
        steps.Where(step => step.Status != StepStatus.Running)
            .Select(step => new Notice(EventTypes.StepEnded, UpgradeStatus.Running, step.Step, BoundedText.Of(StepWords.Ending(step), StepWords.MaximumReason)));

    /// <summary>The step under way ends; it was not stored before, as its dispatch stands in the upgrade itself.</summary>
    private static IReadOnlyList<StepEntry> CloseCurrent(Upgrade upgrade, StepStatus status, StepFailure? failure, DateTimeOffset now) =>
        [NewStep(upgrade, upgrade.Step, status, upgrade.StepStartedAt, Between(upgrade.StepStartedAt, now), failure)];

    /// <summary>Whatever is under way ends, a run that no worker has begun excepted.</summary>
    private static IReadOnlyList<StepEntry> CloseRunning(
        Upgrade upgrade, IReadOnlyList<StepEntry> steps, StepStatus status, StepFailure? failure, DateTimeOffset now)
    {
        if (!IsRun(upgrade.Step))
        {
            return CloseCurrent(upgrade, status, failure, now);
        }

        return
        [
            .. steps.Where(step => step.Fence == upgrade.Fence && step.Status == StepStatus.Running)
                .Select(step => step with { Status = status, Duration = Between(step.StartedAt, now), Failure = Bounded(failure) }),
        ];
    }

    /// <summary>The worker's own timings count; a step that it began and did not report ended with the run.</summary>
    private static IReadOnlyList<StepEntry> EndedSteps(Upgrade upgrade, IReadOnlyList<StepEntry> steps, UpgradeRan message, DateTimeOffset now)
    {
        var timings = message.Timings.DistinctBy(timing => timing.Step).ToList();
        var rest = message.Outcome == RunOutcome.Succeeded ? StepStatus.Succeeded : StepStatus.Failed;
        var reported = timings.Select(timing => NewStep(
            upgrade, timing.Step, timing.Status, timing.StartedAt.ToUniversalTime(), timing.Duration, timing.Status == StepStatus.Failed ? message.Failure : null));
        var unreported = steps
            .Where(step => step.Fence == upgrade.Fence && step.Status == StepStatus.Running && !timings.Exists(timing => timing.Step == step.Step))
            .Select(step => step with
            {
                Status = rest,
                Duration = Between(step.StartedAt, now),
                Failure = rest == StepStatus.Failed ? Bounded(message.Failure) : null,
            });
        return [.. reported.Concat(unreported).OrderBy(step => step.Step)];
    }

    private static StepEntry NewStep(
        Upgrade upgrade, UpgradeStep step, StepStatus status, DateTimeOffset startedAt, TimeSpan? duration, StepFailure? failure) => new()
        {
            UpgradeId = upgrade.Id,
            Fence = upgrade.Fence,
            Step = step,
            Attempt = upgrade.Attempt,
            Status = status,
            StartedAt = startedAt,
            Duration = duration,
            Failure = Bounded(failure),
        };

    private static StepFailure? Bounded(StepFailure? failure) => failure is null ? null : StepWords.Bounded(failure);

    private static TimeSpan Between(DateTimeOffset start, DateTimeOffset end) => end > start ? end - start : TimeSpan.Zero;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
