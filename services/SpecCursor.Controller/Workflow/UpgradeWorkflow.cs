using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>
/// The workflow's rules: a state and a message make a decision. No clock, no database, no queue, so that each rule is tested as
/// it is. What is late, doubled or addressed to an upgrade that has ended is ignored: delivery is at least once and in no order.
/// This part holds what people and time do; the other what services answer.
/// </summary>
/// <param name="configured">Limits and deadlines.</param>
public sealed partial class UpgradeWorkflow(IOptions<WorkflowOptions> configured)
{
    private readonly WorkflowOptions options = configured.Value;

    /// <summary>An upgrade is asked for.</summary>
    internal Decision Accept(UpgradeRequested request, string traceParent, DateTimeOffset now)
    {
        var context = request.Context;
        var upgrade = new Upgrade
        {
            Id = context.UpgradeId,
            Repository = context.Repository,
            Ecosystem = context.Ecosystem,
            PackageName = context.PackageName,
            TargetVersion = context.TargetVersion,
            CurrentVersion = context.CurrentVersion,
            Trigger = request.Trigger,
            RequestedBy = BoundedText.Of(request.RequestedBy, 200),
            TraceParent = traceParent,
            Status = UpgradeStatus.Queued,
            Step = UpgradeStep.Resolve,
            Attempt = 1,
            Fence = 1,
            CreatedAt = now,
            AcceptedAt = now,
            UpdatedAt = now,
            StepStartedAt = now,
            Deadline = QueueDeadline(now),
        };
        var message = $"Upgrade of {context.PackageName} to {context.TargetVersion} in {context.Repository} was accepted.";
        return new Decision
        {
            Upgrade = upgrade,
            Notices = [new Notice(EventTypes.Created, upgrade.Status, null, message)],
            Dispatch = UpgradeStep.Resolve,
            TakesPlace = true,
        };
    }

    /// <summary>All places of the repository are taken: what was to start waits.</summary>
    /// <param name="start">The decision to start.</param>
    /// <param name="now">Since when.</param>
    internal Decision Wait(Decision start, DateTimeOffset now) => start with
    {
        Upgrade = start.Upgrade with { WaitingSince = now, Deadline = null },
        Dispatch = null,
        TakesPlace = false,
        Notices =
        [
            .. start.Notices,
            new Notice(
                EventTypes.Waiting, start.Upgrade.Status, null, $"Waiting: {options.UpgradesPerRepository} upgrades of the repository are under way, as many as may be at once."),
        ],
    };

    /// <summary>A place is free for an upgrade that waits. Its duration begins now: before, it was not the service that was slow.</summary>
    internal Decision Admit(Upgrade upgrade, DateTimeOffset now)
    {
        if (upgrade.IsEnded || upgrade.WaitingSince is null)
        {
            return Decision.Ignore(upgrade, "it does not wait any more");
        }

        return new Decision
        {
            Upgrade = upgrade with { WaitingSince = null, AcceptedAt = now, StepStartedAt = now, UpdatedAt = now, Deadline = QueueDeadline(now) },
            Notices = [new Notice(EventTypes.Admitted, upgrade.Status, null, "Another upgrade of the repository has ended: this one's turn.")],
            Dispatch = UpgradeStep.Resolve,
        };
    }

    /// <summary>An upgrade is asked for that could not be done whatever the services did: it is kept, so that its asker learns why.</summary>
    internal Decision Refuse(UpgradeRequested request, string traceParent, StepFailure failure, DateTimeOffset now)
    {
        var accepted = Accept(request, traceParent, now);
        var refused = Fail(accepted.Upgrade, [], failure, now);
        return refused with { Notices = [.. accepted.Notices, .. refused.Notices] };
    }

    /// <summary>The same upgrade is asked for again while this one is under way.</summary>
    internal static Decision AskAgain(Upgrade upgrade, UpgradeRequested request, DateTimeOffset now)
    {
        if (upgrade.IsEnded)
        {
            return Decision.Ignore(upgrade, "it has ended meanwhile");
        }

        var message = BoundedText.Of(
            $"{request.RequestedBy} asked for the same upgrade ({EnumNames.NameOf(request.Trigger)}) while it is under way: ignored.", 300);
        return new Decision { Upgrade = upgrade with { UpdatedAt = now }, Notices = [new Notice(EventTypes.Duplicate, upgrade.Status, null, message)] };
    }

    /// <summary>A person ends the upgrade.</summary>
    internal static Decision Cancel(Upgrade upgrade, IReadOnlyList<StepEntry> steps, string actor, DateTimeOffset now)
    {
        if (upgrade.IsEnded)
        {
            return Decision.Ignore(upgrade, $"it has ended already: {EnumNames.NameOf(upgrade.Status)}");
        }

        var cancelled = upgrade with
        {
            Status = UpgradeStatus.Cancelled,
            Fence = upgrade.Fence + 1,
            Deadline = null,
            WaitingSince = null,
            EndedAt = now,
            UpdatedAt = now,
        };
        var closed = CloseRunning(upgrade, steps, StepStatus.Cancelled, null, now);
        return new Decision
        {
            Upgrade = cancelled,
            Steps = closed,
            Notices = [.. Endings(closed), new Notice(EventTypes.Ended, cancelled.Status, null, $"Cancelled by {actor}.")],
            StopsWork = true,
            RevokesPublication = true,
        };
    }

    /// <summary>A person wants a failed or cancelled upgrade done from the start.</summary>
    internal Decision Retry(Upgrade upgrade, string actor, DateTimeOffset now)
    {
        if (upgrade.Status is not (UpgradeStatus.Failed or UpgradeStatus.Cancelled))
        {
            return Decision.Ignore(upgrade, $"only a failed or cancelled upgrade can be retried, and this one is {EnumNames.NameOf(upgrade.Status)}");
        }

        var retried = upgrade with
        {
            Status = UpgradeStatus.Queued,
            Step = UpgradeStep.Resolve,
            Attempt = 1,
            Fence = upgrade.Fence + 1,
            Redispatches = 0,
            PinnedCommit = null,
            FromVersion = null,
            ToVersion = null,
            AcceptedAt = now,
            UpdatedAt = now,
            StepStartedAt = now,
            Deadline = QueueDeadline(now),
            EndedAt = null,
            Failure = null,
        };
        return new Decision
        {
            Upgrade = retried,
            Notices = [new Notice(EventTypes.Retried, retried.Status, null, $"Retried by {actor}.")],
            Dispatch = UpgradeStep.Resolve,
            TakesPlace = true,
        };
    }

    /// <summary>
    /// A command that was given up is handled once more. When it is the very one that failed the upgrade, the upgrade goes on from
    /// there, or its answer would be ignored; any other changes nothing.
    /// </summary>
    internal Decision Resume(Upgrade upgrade, long fence, string actor, DateTimeOffset now)
    {
        if (upgrade.Status != UpgradeStatus.Failed || upgrade.Fence != fence)
        {
            return Decision.Ignore(upgrade, "the command is not what the upgrade waits for");
        }

        var resumed = upgrade with
        {
            Status = UpgradeStatus.Running,
            Redispatches = 0,
            AcceptedAt = now,
            UpdatedAt = now,
            StepStartedAt = now,
            Deadline = options.DeadlineOf(upgrade.Step, now),
            EndedAt = null,
            Failure = null,
        };
        return new Decision
        {
            Upgrade = resumed,
            ReopensSteps = true,
            Notices = [new Notice(EventTypes.Resumed, resumed.Status, upgrade.Step, $"Resumed by {actor}, who replayed the command that was given up.")],
        };
    }

    /// <summary>Time passed: a step that is overdue is dispatched once more, then given up.</summary>
    internal Decision Overdue(Upgrade upgrade, IReadOnlyList<StepEntry> steps, DateTimeOffset now)
    {
        if (upgrade.IsEnded || upgrade.Deadline is not { } deadline || deadline > now)
        {
            return Decision.Ignore(upgrade, "it is not overdue");
        }

        var name = EnumNames.NameOf(upgrade.Step);
        var failure = new StepFailure
        {
            Code = "step-timed-out",
            Reason = $"The step '{name}' was not answered in time, " + (upgrade.Redispatches == 0 ? "and is tried once more." : "and not at the second try either."),
            IsTransient = true,
        };
        if (upgrade.Redispatches > 0)
        {
            // What is still at work on it must neither publish nor be heard.
            var given = upgrade with { Fence = upgrade.Fence + 1 };
            return Fail(given, CloseRunning(upgrade, steps, StepStatus.Failed, failure, now), failure, now) with { StopsWork = true, RevokesPublication = true };
        }

        var closed = steps.Any(step => step.Fence == upgrade.Fence && step.Status == StepStatus.Running)
            ? CloseRunning(upgrade, steps, StepStatus.Failed, failure, now)
            : [];
        var step = IsRun(upgrade.Step) ? UpgradeStep.Resolve : upgrade.Step;
        var again = upgrade with
        {
            Step = step,
            Fence = upgrade.Fence + 1,
            Redispatches = upgrade.Redispatches + 1,
            UpdatedAt = now,
            StepStartedAt = now,
            Deadline = DispatchDeadline(step, now),
        };
        return new Decision
        {
            Upgrade = again,
            Steps = closed,
            Notices = [.. Endings(closed), new Notice(EventTypes.StepRedispatched, again.Status, step, failure.Reason)],
            Dispatch = step,
        };
    }

    private static bool IsRun(UpgradeStep step) => step is UpgradeStep.Resolve or UpgradeStep.Apply or UpgradeStep.Test;

    private DateTimeOffset QueueDeadline(DateTimeOffset now) => now + options.Deadlines.Queue;

    private DateTimeOffset DispatchDeadline(UpgradeStep step, DateTimeOffset now) => IsRun(step) ? QueueDeadline(now) : options.DeadlineOf(step, now);
}
