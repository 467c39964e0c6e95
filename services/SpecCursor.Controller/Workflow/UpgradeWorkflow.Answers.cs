using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Workflow;

/// <summary>What services answer.</summary>
public sealed partial class UpgradeWorkflow
{
    /// <summary>The worker began a step.</summary>
    internal Decision Started(Upgrade upgrade, IReadOnlyList<StepEntry> steps, StepStarted message, DateTimeOffset now)
    {
        if (WhyLate(upgrade, message) is { } late)
        {
            return Decision.Ignore(upgrade, late);
        }

        if (!IsRun(upgrade.Step) || !IsRun(message.Step))
        {
            return Decision.Ignore(upgrade, "the dispatch announced the step already");
        }

        var known = steps.Where(step => step.Fence == upgrade.Fence).ToList();
        if (known.Any(step => step.Step >= message.Step))
        {
            return Decision.Ignore(upgrade, "a later step, or this one, has begun already");
        }

        var at = Earlier(message.StartedAt.ToUniversalTime(), now);
        var started = upgrade with
        {
            Status = UpgradeStatus.Running,
            Step = message.Step,
            StepStartedAt = at,
            UpdatedAt = now,
            Deadline = options.DeadlineOf(message.Step, now),
        };
        var passed = known.Where(step => step.Status == StepStatus.Running)
            .Select(step => step with { Status = StepStatus.Succeeded, Duration = Between(step.StartedAt, at) });
        return new Decision
        {
            Upgrade = started,
            Steps = [.. passed, NewStep(upgrade, message.Step, StepStatus.Running, at, null, null)],
            Notices = [new Notice(EventTypes.StepStarted, started.Status, message.Step, StepWords.Beginning(upgrade, message.Step))],
        };
    }

    /// <summary>The worker's run ended.</summary>
    internal Decision Ran(Upgrade upgrade, IReadOnlyList<StepEntry> steps, UpgradeRan message, DateTimeOffset now)
    {
        if ((WhyLate(upgrade, message) ?? (IsRun(upgrade.Step) ? null : "no run is under way")) is { } late)
        {
            return Decision.Ignore(upgrade, late);
        }

        var report = message.Report;
        var known = upgrade with
        {
            PinnedCommit = report?.BaseCommit ?? upgrade.PinnedCommit,
            FromVersion = BoundedText.Of(report?.FromVersion, 128) ?? upgrade.FromVersion,
            ToVersion = BoundedText.Of(report?.ToVersion, 128) ?? upgrade.ToVersion,
        };
        var ended = EndedSteps(upgrade, steps, message, now);
        if (message.Outcome != RunOutcome.Failed && report is null)
        {
            return Fail(known, ended, new StepFailure { Code = "invalid-answer", Reason = "The worker answered without a report." }, now);
        }

        return message.Outcome switch
        {
            RunOutcome.Succeeded => Next(known, UpgradeStep.Prove, ended, now) with { Patch = upgrade.Attempt > 1 ? new PatchVerdict(true, null) : null },
            RunOutcome.TestsFailed => TestsFailed(known, ended, message, now),
            _ => Fail(known, ended, message.Failure ?? new StepFailure { Code = "run-failed", Reason = "The worker could not apply the upgrade." }, now),
        };
    }

    /// <summary>A repair was made, or was not.</summary>
    internal Decision Patched(Upgrade upgrade, PatchGenerated message, DateTimeOffset now)
    {
        if ((WhyLate(upgrade, message) ?? WhyNot(upgrade, UpgradeStep.Patch)) is { } late)
        {
            return Decision.Ignore(upgrade, late);
        }

        if (message.Outcome == PatchOutcome.Generated && message.Edits.Count > 0)
        {
            var ended = CloseCurrent(upgrade, StepStatus.Succeeded, null, now);
            return Next(upgrade with { Attempt = upgrade.Attempt + 1 }, UpgradeStep.Resolve, ended, now);
        }

        var cause = message.Failure?.Reason ?? "The repair changes nothing.";
        var failure = new StepFailure
        {
            Code = message.Failure?.Code ?? "patch-empty",
            Reason = $"The tests fail with {StepWords.Versions(upgrade)}, and there is no repair: {cause}",
            Detail = message.Failure?.Detail,
            IsTransient = message.Failure?.IsTransient ?? false,
        };
        return Fail(upgrade, CloseCurrent(upgrade, StepStatus.Failed, message.Failure ?? failure, now), failure, now);
    }

    /// <summary>The obligations were discharged, or were not.</summary>
    internal Decision Proved(Upgrade upgrade, UpgradeProved message, DateTimeOffset now)
    {
        if ((WhyLate(upgrade, message) ?? WhyNot(upgrade, UpgradeStep.Prove)) is { } late)
        {
            return Decision.Ignore(upgrade, late);
        }

        // The verdict alone is not believed: every obligation has to say so, and there has to be one.
        if (message.Verdict == ProofVerdict.Proved
            && message.Obligations.Count > 0
            && message.Obligations.All(obligation => obligation.Status == ObligationStatus.Proved))
        {
            return Next(upgrade, UpgradeStep.Publish, CloseCurrent(upgrade, StepStatus.Succeeded, null, now), now);
        }

        var failure = ProofFailures.Of(message);
        return Fail(upgrade, CloseCurrent(upgrade, StepStatus.Failed, failure, now), failure, now);
    }

    /// <summary>The branch was published, or was not.</summary>
    internal static Decision Published(Upgrade upgrade, UpgradePublished message, DateTimeOffset now)
    {
        if ((WhyLate(upgrade, message) ?? WhyNot(upgrade, UpgradeStep.Publish)) is { } late)
        {
            return Decision.Ignore(upgrade, late);
        }

        if (message.Failure is { } failure)
        {
            return Fail(upgrade, CloseCurrent(upgrade, StepStatus.Failed, failure, now), failure, now);
        }

        var completed = upgrade with
        {
            Status = UpgradeStatus.Completed,
            Branch = BoundedText.Of(message.Branch, 500),
            Commit = BoundedText.Of(message.Commit, 64),
            PullRequestUrl = BoundedText.Of(message.PullRequestUrl, 2000),
            Deadline = null,
            EndedAt = now,
            UpdatedAt = now,
        };
        var closed = CloseCurrent(upgrade, StepStatus.Succeeded, null, now);
        var pullRequest = message.PullRequestNumber is { } number ? $" as pull request {number}" : string.Empty;
        return new Decision
        {
            Upgrade = completed,
            Steps = closed,
            Notices = [.. Endings(closed), new Notice(EventTypes.Ended, completed.Status, null, $"Published on branch {message.Branch}{pullRequest}.")],
        };
    }

    /// <summary>A service gave its command up.</summary>
    internal static Decision Faulted(Upgrade upgrade, IReadOnlyList<StepEntry> steps, StepFaulted message, DateTimeOffset now) =>
        WhyLate(upgrade, message) is { } late
            ? Decision.Ignore(upgrade, late)
            : Fail(upgrade, CloseRunning(upgrade, steps, StepStatus.Failed, message.Failure, now), message.Failure, now);

    private Decision TestsFailed(Upgrade upgrade, IReadOnlyList<StepEntry> ended, UpgradeRan message, DateTimeOffset now)
    {
        var repairs = upgrade.Attempt - 1;
        var tests = message.Report?.Tests;
        var failure = new StepFailure
        {
            Code = "tests-failed",
            Reason = $"The tests fail with {StepWords.Versions(upgrade)}" + repairs switch
            {
                0 => ".",
                1 => ", also after a repair.",
                _ => $", also after {repairs} repairs.",
            },
            Detail = tests is null ? message.Failure?.Detail : BoundedText.TailOf(tests.Output, StepWords.MaximumDetail),
        };
        var verdict = repairs > 0 ? new PatchVerdict(false, failure) : null;
        return tests is null || repairs >= options.MaximumPatchAttempts
            ? Fail(upgrade, ended, failure, now) with { Patch = verdict }
            : Next(upgrade, UpgradeStep.Patch, ended, now) with { Patch = verdict };
    }

    private static string? WhyLate(Upgrade upgrade, IUpgradeAnswer answer) =>
        upgrade.IsEnded ? "the upgrade has ended"
        : upgrade.WaitingSince is not null ? "nothing was dispatched: the upgrade waits"
        : upgrade.Fence != answer.Fence ? $"its fence is {answer.Fence} and the upgrade's {upgrade.Fence}"
        : null;

    private static string? WhyNot(Upgrade upgrade, UpgradeStep step) =>
        upgrade.Step == step ? null : $"the step under way is {EnumNames.NameOf(upgrade.Step)}";
}
