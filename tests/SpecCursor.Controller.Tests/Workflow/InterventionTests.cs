using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Tests.Workflow;

/// <summary>What people and time do to an upgrade.</summary>
public sealed class InterventionTests
{
    private readonly UpgradeWorkflow _workflow = Given.Workflow();

    public static TheoryData<UpgradeStep> Steps => [.. Enum.GetValues<UpgradeStep>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_cancelled_upgrade_is_fenced_off_everywhere(UpgradeStep step)
    {
        var upgrade = Given.At(step);

        var decision = UpgradeWorkflow.Cancel(upgrade, [Given.Step(upgrade, step)], "ada", Given.Now);

        Assert.Equal((UpgradeStatus.Cancelled, upgrade.Fence + 1), (decision.Upgrade.Status, decision.Upgrade.Fence));
        Assert.True(decision is { StopsWork: true, RevokesPublication: true, Dispatch: null });
        Assert.Equal((step, StepStatus.Cancelled), (decision.Steps[0].Step, decision.Steps[0].Status));
        Assert.Null(decision.Upgrade.Deadline);
        Assert.Contains("ada", decision.Notices[^1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UpgradeStatus.Completed)]
    [InlineData(UpgradeStatus.Failed)]
    [InlineData(UpgradeStatus.Cancelled)]
    public void What_has_ended_cannot_be_cancelled(UpgradeStatus status) =>
        Assert.Contains(EnumNames.NameOf(status), UpgradeWorkflow.Cancel(Given.Ended(status), [], "ada", Given.Now).Ignored, StringComparison.Ordinal);

    [Theory]
    [InlineData(UpgradeStatus.Failed)]
    [InlineData(UpgradeStatus.Cancelled)]
    public void A_retry_starts_over_in_the_same_trace(UpgradeStatus status)
    {
        var upgrade = Given.Ended(status) with { Attempt = 3, PinnedCommit = "abc", ToVersion = "9.0.1", Redispatches = 1 };

        var decision = _workflow.Retry(upgrade, "ada", Given.Now.AddHours(1));

        Assert.Equal((UpgradeStatus.Queued, UpgradeStep.Resolve, 1, upgrade.Fence + 1, 0),
            (decision.Upgrade.Status, decision.Upgrade.Step, decision.Upgrade.Attempt, decision.Upgrade.Fence, decision.Upgrade.Redispatches));
        Assert.Equal((upgrade.Id, upgrade.TraceParent, upgrade.CreatedAt), (decision.Upgrade.Id, decision.Upgrade.TraceParent, decision.Upgrade.CreatedAt));
        Assert.True(decision.Upgrade is { PinnedCommit: null, ToVersion: null, Failure: null, EndedAt: null });
        Assert.Equal(UpgradeStep.Resolve, decision.Dispatch);
    }

    [Fact]
    public void Only_what_failed_or_was_cancelled_can_be_retried()
    {
        Assert.NotNull(_workflow.Retry(Given.Queued(), "ada", Given.Now).Ignored);
        Assert.NotNull(_workflow.Retry(Given.At(UpgradeStep.Test), "ada", Given.Now).Ignored);
        Assert.NotNull(_workflow.Retry(Given.Ended(UpgradeStatus.Completed), "ada", Given.Now).Ignored);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void An_overdue_step_is_dispatched_once_more_and_then_given_up(UpgradeStep step)
    {
        var upgrade = Given.At(step) with { Deadline = Given.Now };

        var again = _workflow.Overdue(upgrade, [], Given.Now);

        Assert.Equal(step <= UpgradeStep.Test ? UpgradeStep.Resolve : step, again.Dispatch);
        Assert.Equal((upgrade.Fence + 1, 1), (again.Upgrade.Fence, again.Upgrade.Redispatches));
        Assert.True(again.Upgrade.Deadline > Given.Now);
        Assert.True(again is { StopsWork: false, RevokesPublication: false });

        var late = again.Upgrade.Deadline!.Value;
        var failed = _workflow.Overdue(again.Upgrade, [], late);

        Assert.Null(failed.Dispatch);
        Assert.Equal((UpgradeStatus.Failed, "step-timed-out"), (failed.Upgrade.Status, failed.Upgrade.Failure!.Code));
        Assert.Equal(again.Upgrade.Fence + 1, failed.Upgrade.Fence);
        Assert.True(failed is { StopsWork: true, RevokesPublication: true });
    }

    [Fact]
    public void A_step_that_is_not_overdue_is_left_alone()
    {
        Assert.NotNull(_workflow.Overdue(Given.At(UpgradeStep.Test) with { Deadline = Given.Now.AddTicks(1) }, [], Given.Now).Ignored);
        Assert.NotNull(_workflow.Overdue(Given.Ended(UpgradeStatus.Failed), [], Given.Now.AddDays(9)).Ignored);
    }

    [Fact]
    public void A_new_step_may_be_redispatched_anew()
    {
        var upgrade = Given.At(UpgradeStep.Test) with { Redispatches = 1 };

        var next = _workflow.Ran(upgrade, [], Given.Ran(upgrade, Contracts.Messages.RunOutcome.Succeeded), Given.Now);

        Assert.Equal(0, next.Upgrade.Redispatches);
    }

    [Fact]
    public void The_command_that_failed_an_upgrade_resumes_it_when_it_is_replayed()
    {
        var upgrade = Given.Ended(UpgradeStatus.Failed) with { Step = UpgradeStep.Publish };

        var decision = _workflow.Resume(upgrade, upgrade.Fence, "ada", Given.Now);

        Assert.Equal((UpgradeStatus.Running, UpgradeStep.Publish, upgrade.Fence), (decision.Upgrade.Status, decision.Upgrade.Step, decision.Upgrade.Fence));
        Assert.True(decision.Upgrade is { Failure: null, EndedAt: null, Deadline: not null });
        Assert.True(decision.ReopensSteps);
        Assert.Null(decision.Dispatch);
    }

    [Fact]
    public void Any_other_command_resumes_nothing()
    {
        Assert.NotNull(_workflow.Resume(Given.Ended(UpgradeStatus.Failed), 4, "ada", Given.Now).Ignored);
        Assert.NotNull(_workflow.Resume(Given.Ended(UpgradeStatus.Cancelled), 5, "ada", Given.Now).Ignored);
        Assert.NotNull(_workflow.Resume(Given.At(UpgradeStep.Test), 5, "ada", Given.Now).Ignored);
    }

    [Fact]
    public void A_request_that_cannot_be_done_is_kept_as_failed()
    {
        var decision = _workflow.Refuse(Given.Request(), Given.TraceParent, Given.Failure("invalid-request"), Given.Now);

        Assert.Equal((UpgradeStatus.Failed, "invalid-request"), (decision.Upgrade.Status, decision.Upgrade.Failure!.Code));
        Assert.Null(decision.Dispatch);
        Assert.Equal([EventTypes.Created, EventTypes.Ended], decision.Notices.Select(notice => notice.Type));
    }

    [Fact]
    public void A_second_request_for_the_same_thing_is_noted()
    {
        var upgrade = Given.At(UpgradeStep.Test);

        var decision = UpgradeWorkflow.AskAgain(upgrade, Given.Request(), Given.Now);

        Assert.Equal([EventTypes.Duplicate], decision.Notices.Select(notice => notice.Type));
        Assert.Null(decision.Dispatch);
        Assert.NotNull(UpgradeWorkflow.AskAgain(Given.Ended(UpgradeStatus.Failed), Given.Request(), Given.Now).Ignored);
    }
}
