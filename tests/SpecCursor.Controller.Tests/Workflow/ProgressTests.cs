using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Tests.Workflow;

/// <summary>Live progress, in whatever order it comes.</summary>
public sealed class ProgressTests
{
    private readonly UpgradeWorkflow _workflow = Given.Workflow();

    [Fact]
    public void The_first_step_makes_a_queued_upgrade_run()
    {
        var upgrade = Given.Queued();

        var decision = _workflow.Started(upgrade, [], Given.Started(upgrade, UpgradeStep.Resolve), Given.Now.AddMinutes(90));

        Assert.Equal((UpgradeStatus.Running, UpgradeStep.Resolve), (decision.Upgrade.Status, decision.Upgrade.Step));
        Assert.Equal(Given.Now.AddMinutes(90 + 30), decision.Upgrade.Deadline);
        Assert.Equal(upgrade.Fence, decision.Upgrade.Fence);
        Assert.Null(decision.Dispatch);
    }

    [Fact]
    public void A_later_step_ends_the_earlier_one()
    {
        var upgrade = Given.At(UpgradeStep.Resolve);

        var decision = _workflow.Started(upgrade, [Given.Step(upgrade, UpgradeStep.Resolve)], Given.Started(upgrade, UpgradeStep.Test), Given.Now.AddMinutes(1));

        Assert.Equal(
            [(UpgradeStep.Resolve, StepStatus.Succeeded), (UpgradeStep.Test, StepStatus.Running)],
            decision.Steps.Select(step => (step.Step, step.Status)));
        Assert.Equal(TimeSpan.FromSeconds(2), decision.Steps[0].Duration);
    }

    [Theory]
    [InlineData(UpgradeStep.Resolve)]
    [InlineData(UpgradeStep.Apply)]
    [InlineData(UpgradeStep.Test)]
    public void A_step_that_is_announced_late_or_twice_changes_nothing(UpgradeStep step)
    {
        var upgrade = Given.At(UpgradeStep.Test);

        var decision = _workflow.Started(upgrade, [Given.Step(upgrade, UpgradeStep.Test)], Given.Started(upgrade, step), Given.Now);

        Assert.NotNull(decision.Ignored);
        Assert.Same(upgrade, decision.Upgrade);
    }

    [Theory]
    [InlineData(UpgradeStep.Prove, UpgradeStep.Test)]
    [InlineData(UpgradeStep.Prove, UpgradeStep.Prove)]
    [InlineData(UpgradeStep.Test, UpgradeStep.Publish)]
    public void A_step_that_the_dispatch_announced_or_that_is_of_another_phase_changes_nothing(UpgradeStep current, UpgradeStep announced)
    {
        var upgrade = Given.At(current);

        Assert.NotNull(_workflow.Started(upgrade, [], Given.Started(upgrade, announced), Given.Now).Ignored);
    }

    [Fact]
    public void A_clock_that_is_ahead_does_not_start_a_step_in_the_future()
    {
        var upgrade = Given.Queued();

        var decision = _workflow.Started(upgrade, [], Given.Started(upgrade, UpgradeStep.Resolve) with { StartedAt = Given.Now.AddHours(1) }, Given.Now);

        Assert.Equal(Given.Now, decision.Upgrade.StepStartedAt);
    }

    [Fact]
    public void A_step_that_began_and_was_not_reported_ends_with_the_run()
    {
        var upgrade = Given.At(UpgradeStep.Test);
        var message = Given.Ran(upgrade, RunOutcome.Failed) with { Timings = [] };

        var decision = _workflow.Ran(upgrade, [Given.Step(upgrade, UpgradeStep.Apply)], message, Given.Now.AddSeconds(4));

        var step = Assert.Single(decision.Steps);
        Assert.Equal((UpgradeStep.Apply, StepStatus.Failed, TimeSpan.FromSeconds(4)), (step.Step, step.Status, step.Duration!.Value));
    }

    [Fact]
    public void Every_answer_with_another_fence_is_ignored()
    {
        foreach (var fence in new[] { 4L, 6L, 0L, long.MaxValue })
        {
            foreach (var decision in Answers(Given.At(UpgradeStep.Test), fence)
                .Concat(Answers(Given.At(UpgradeStep.Patch), fence))
                .Concat(Answers(Given.At(UpgradeStep.Prove), fence))
                .Concat(Answers(Given.At(UpgradeStep.Publish), fence)))
            {
                Assert.NotNull(decision.Ignored);
                Assert.Null(decision.Dispatch);
            }
        }
    }

    [Theory]
    [InlineData(UpgradeStatus.Completed)]
    [InlineData(UpgradeStatus.Failed)]
    [InlineData(UpgradeStatus.Cancelled)]
    public void Every_answer_to_an_upgrade_that_has_ended_is_ignored(UpgradeStatus status)
    {
        var upgrade = Given.Ended(status);

        Assert.All(Answers(upgrade, upgrade.Fence), decision => Assert.NotNull(decision.Ignored));
    }

    [Fact]
    public void An_answer_to_another_step_is_ignored()
    {
        foreach (var step in Enum.GetValues<UpgradeStep>())
        {
            var upgrade = Given.At(step);
            var isRun = step <= UpgradeStep.Test;
            Assert.Equal(isRun, _workflow.Ran(upgrade, [], Given.Ran(upgrade, RunOutcome.Succeeded), Given.Now).Ignored is null);
            Assert.Equal(step == UpgradeStep.Patch, _workflow.Patched(upgrade, Given.Patch(upgrade), Given.Now).Ignored is null);
            Assert.Equal(step == UpgradeStep.Prove, _workflow.Proved(upgrade, Given.Proved(upgrade, default, default(Contracts.Proofs.ObligationStatus)), Given.Now).Ignored is null);
            Assert.Equal(step == UpgradeStep.Publish, UpgradeWorkflow.Published(upgrade, Given.Published(upgrade), Given.Now).Ignored is null);
        }
    }

    private IEnumerable<Decision> Answers(Upgrade upgrade, long fence)
    {
        var late = upgrade with { Fence = fence };
        yield return _workflow.Started(upgrade, [], Given.Started(late, UpgradeStep.Test), Given.Now);
        yield return _workflow.Ran(upgrade, [], Given.Ran(late, RunOutcome.Succeeded), Given.Now);
        yield return _workflow.Patched(upgrade, Given.Patch(late), Given.Now);
        yield return _workflow.Proved(upgrade, Given.Proved(late, default, default(Contracts.Proofs.ObligationStatus)), Given.Now);
        yield return UpgradeWorkflow.Published(upgrade, Given.Published(late), Given.Now);
        yield return UpgradeWorkflow.Faulted(upgrade, [], Given.Faulted(late), Given.Now);
    }
}
