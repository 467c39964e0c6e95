using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Tests.Workflow;

/// <summary>What the workflow makes of each answer.</summary>
public sealed class AnswerTests
{
    private readonly UpgradeWorkflow _workflow = Given.Workflow();

    [Fact]
    public void An_accepted_upgrade_is_queued_and_run()
    {
        var request = Given.Request();

        var decision = _workflow.Accept(request, Given.TraceParent, Given.Now);

        Assert.Equal((UpgradeStatus.Queued, 1, 1L), (decision.Upgrade.Status, decision.Upgrade.Attempt, decision.Upgrade.Fence));
        Assert.Equal(request.Context, decision.Upgrade.ToContext());
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", decision.Upgrade.TraceId);
        Assert.Equal(UpgradeStep.Resolve, decision.Dispatch);
        Assert.Equal([EventTypes.Created], decision.Notices.Select(notice => notice.Type));
    }

    [Fact]
    public void A_run_that_succeeds_is_proved()
    {
        var upgrade = Given.At(UpgradeStep.Test);

        var decision = _workflow.Ran(upgrade, [], Given.Ran(upgrade, RunOutcome.Succeeded), Given.Now);

        Assert.Equal(UpgradeStep.Prove, decision.Dispatch);
        Assert.Equal((upgrade.Fence + 1, UpgradeStep.Prove, 1), (decision.Upgrade.Fence, decision.Upgrade.Step, decision.Upgrade.Attempt));
        Assert.Equal(("3.4.0", "9.0.1"), (decision.Upgrade.FromVersion, decision.Upgrade.ToVersion));
        Assert.Equal(Given.Report().BaseCommit, decision.Upgrade.PinnedCommit);
        Assert.Equal([UpgradeStep.Resolve, UpgradeStep.Apply, UpgradeStep.Test], decision.Steps.Select(step => step.Step));
        Assert.All(decision.Steps, step => Assert.Equal((upgrade.Fence, StepStatus.Succeeded), (step.Fence, step.Status)));
        Assert.Null(decision.Patch);
    }

    [Fact]
    public void A_run_that_was_never_announced_counts_all_the_same()
    {
        var upgrade = Given.Queued();

        var decision = _workflow.Ran(upgrade, [], Given.Ran(upgrade, RunOutcome.Succeeded), Given.Now);

        Assert.Equal((UpgradeStatus.Running, UpgradeStep.Prove), (decision.Upgrade.Status, decision.Upgrade.Step));
    }

    [Fact]
    public void Broken_tests_ask_for_a_repair()
    {
        var upgrade = Given.At(UpgradeStep.Test);

        var decision = _workflow.Ran(upgrade, [], Given.Ran(upgrade, RunOutcome.TestsFailed), Given.Now);

        Assert.Equal((UpgradeStep.Patch, UpgradeStep.Patch, 1), (decision.Dispatch, decision.Upgrade.Step, decision.Upgrade.Attempt));
        Assert.Null(decision.Patch);
    }

    [Theory]
    [InlineData(3, 3, true)]
    [InlineData(3, 4, false)]
    [InlineData(0, 1, false)]
    [InlineData(1, 2, false)]
    public void Repairs_are_bounded(int maximum, int attempt, bool asksForAnother)
    {
        var upgrade = Given.At(UpgradeStep.Test, attempt);

        var decision = Given.Workflow(maximum).Ran(upgrade, [], Given.Ran(upgrade, RunOutcome.TestsFailed), Given.Now);

        Assert.Equal(asksForAnother ? UpgradeStep.Patch : null, decision.Dispatch);
        Assert.Equal(asksForAnother ? UpgradeStatus.Running : UpgradeStatus.Failed, decision.Upgrade.Status);
        Assert.Equal(attempt > 1 ? false : null, decision.Patch?.IsAccepted);
        if (!asksForAnother)
        {
            Assert.Equal("tests-failed", decision.Upgrade.Failure!.Code);
            Assert.Contains("npm test ended with 1", decision.Upgrade.Failure.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Tests_that_pass_with_a_repair_accept_it()
    {
        var upgrade = Given.At(UpgradeStep.Test, attempt: 2);

        var decision = _workflow.Ran(upgrade, [], Given.Ran(upgrade, RunOutcome.Succeeded), Given.Now);

        Assert.True(decision.Patch?.IsAccepted);
        Assert.Equal(UpgradeStep.Prove, decision.Dispatch);
    }

    [Fact]
    public void A_run_that_fails_says_nothing_about_the_repair()
    {
        var upgrade = Given.At(UpgradeStep.Test, attempt: 2);

        var decision = _workflow.Ran(upgrade, [], Given.Ran(upgrade, RunOutcome.Failed), Given.Now);

        Assert.Null(decision.Patch);
        Assert.Equal((UpgradeStatus.Failed, "package-not-found"), (decision.Upgrade.Status, decision.Upgrade.Failure!.Code));
        Assert.Null(decision.Dispatch);
    }

    [Fact]
    public void An_answer_without_its_report_fails_the_upgrade()
    {
        var upgrade = Given.At(UpgradeStep.Test);

        var decision = _workflow.Ran(upgrade, [], Given.Ran(upgrade, RunOutcome.Succeeded) with { Report = null }, Given.Now);

        Assert.Equal("invalid-answer", decision.Upgrade.Failure!.Code);
    }

    [Fact]
    public void A_repair_is_run_at_the_next_attempt_from_the_same_commit_and_version()
    {
        var upgrade = Given.At(UpgradeStep.Patch) with { PinnedCommit = "abc", ToVersion = "9.0.1" };

        var decision = _workflow.Patched(upgrade, Given.Patch(upgrade), Given.Now);

        Assert.Equal((UpgradeStep.Resolve, 2, upgrade.Fence + 1), (decision.Dispatch, decision.Upgrade.Attempt, decision.Upgrade.Fence));
        Assert.Equal(("abc", "9.0.1"), (decision.Upgrade.PinnedCommit, decision.Upgrade.ToVersion));
        Assert.Equal((UpgradeStep.Patch, StepStatus.Succeeded, 1), (decision.Steps[0].Step, decision.Steps[0].Status, decision.Steps[0].Attempt));
    }

    [Theory]
    [InlineData(PatchOutcome.Failed)]
    [InlineData(PatchOutcome.Rejected)]
    public void Without_a_repair_the_upgrade_fails(PatchOutcome outcome)
    {
        var upgrade = Given.At(UpgradeStep.Patch);

        var decision = _workflow.Patched(upgrade, Given.Patch(upgrade, outcome), Given.Now);

        Assert.Equal((UpgradeStatus.Failed, "no-recipe"), (decision.Upgrade.Status, decision.Upgrade.Failure!.Code));
        Assert.Contains("The tests fail with uuid 9.0.1", decision.Upgrade.Failure.Reason, StringComparison.Ordinal);
        Assert.Equal(StepStatus.Failed, decision.Steps[0].Status);
    }

    [Fact]
    public void A_repair_that_changes_nothing_is_none()
    {
        var upgrade = Given.At(UpgradeStep.Patch);

        var decision = _workflow.Patched(upgrade, Given.Patch(upgrade) with { Edits = [] }, Given.Now);

        Assert.Equal("patch-empty", decision.Upgrade.Failure!.Code);
    }

    [Fact]
    public void A_proved_upgrade_is_published()
    {
        var upgrade = Given.At(UpgradeStep.Prove);

        var decision = _workflow.Proved(upgrade, Given.Proved(upgrade, ProofVerdict.Proved, ObligationStatus.Proved, ObligationStatus.Proved), Given.Now);

        Assert.Equal((UpgradeStep.Publish, UpgradeStep.Publish), (decision.Dispatch, decision.Upgrade.Step));
    }

    [Fact]
    public void A_refuted_obligation_ends_the_upgrade_with_its_counterexample()
    {
        var upgrade = Given.At(UpgradeStep.Prove);

        var decision = _workflow.Proved(upgrade, Given.Proved(upgrade, ProofVerdict.Refuted, ObligationStatus.Proved, ObligationStatus.Refuted), Given.Now);

        Assert.Null(decision.Dispatch);
        Assert.Equal((UpgradeStatus.Failed, "proof-refuted"), (decision.Upgrade.Status, decision.Upgrade.Failure!.Code));
        Assert.Contains("react 19.0.0 is not in ^18", decision.Upgrade.Failure.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProofVerdict.Inconclusive, ObligationStatus.Timeout, "proof-inconclusive")]
    [InlineData(ProofVerdict.Inconclusive, ObligationStatus.Error, "proof-inconclusive")]
    [InlineData(ProofVerdict.Proved, ObligationStatus.Timeout, "proof-inconclusive")]
    [InlineData(ProofVerdict.Proved, ObligationStatus.Refuted, "proof-refuted")]
    [InlineData(ProofVerdict.Refuted, ObligationStatus.Proved, "proof-refuted")]
    public void Nothing_is_published_that_is_not_proved_throughout(ProofVerdict verdict, ObligationStatus second, string code)
    {
        var upgrade = Given.At(UpgradeStep.Prove);

        var decision = _workflow.Proved(upgrade, Given.Proved(upgrade, verdict, ObligationStatus.Proved, second), Given.Now);

        Assert.Null(decision.Dispatch);
        Assert.Equal(code, decision.Upgrade.Failure!.Code);
    }

    [Fact]
    public void A_proof_of_nothing_publishes_nothing()
    {
        var upgrade = Given.At(UpgradeStep.Prove);

        var decision = _workflow.Proved(upgrade, Given.Proved(upgrade, ProofVerdict.Proved), Given.Now);

        Assert.Null(decision.Dispatch);
        Assert.Equal("proof-inconclusive", decision.Upgrade.Failure!.Code);
    }

    [Fact]
    public void A_published_upgrade_is_completed()
    {
        var upgrade = Given.At(UpgradeStep.Publish);

        var decision = UpgradeWorkflow.Published(upgrade, Given.Published(upgrade), Given.Now);

        Assert.Equal((UpgradeStatus.Completed, Given.Now), (decision.Upgrade.Status, decision.Upgrade.EndedAt));
        Assert.Equal("speccursor/node/uuid-9.0.1", decision.Upgrade.Branch);
        Assert.Equal("https://example.org/acme/shop/pull/7", decision.Upgrade.PullRequestUrl);
        Assert.Null(decision.Upgrade.Deadline);
        Assert.Equal(EventTypes.Ended, decision.Notices[^1].Type);
    }

    [Fact]
    public void A_publication_that_fails_fails_the_upgrade()
    {
        var upgrade = Given.At(UpgradeStep.Publish);

        var decision = UpgradeWorkflow.Published(upgrade, Given.Published(upgrade, Given.Failure("forge-down")), Given.Now);

        Assert.Equal((UpgradeStatus.Failed, "forge-down"), (decision.Upgrade.Status, decision.Upgrade.Failure!.Code));
    }

    [Theory]
    [InlineData(UpgradeStep.Resolve)]
    [InlineData(UpgradeStep.Patch)]
    [InlineData(UpgradeStep.Prove)]
    [InlineData(UpgradeStep.Publish)]
    public void A_command_that_was_given_up_fails_the_upgrade(UpgradeStep step)
    {
        var upgrade = Given.At(step);

        var decision = UpgradeWorkflow.Faulted(upgrade, [Given.Step(upgrade, step)], Given.Faulted(upgrade), Given.Now);

        Assert.Equal((UpgradeStatus.Failed, "given-up"), (decision.Upgrade.Status, decision.Upgrade.Failure!.Code));
        Assert.Equal((step, StepStatus.Failed), (decision.Steps[0].Step, decision.Steps[0].Status));
    }

    [Fact]
    public void Failures_are_cut_to_what_can_be_kept()
    {
        var upgrade = Given.At(UpgradeStep.Test);
        var message = Given.Ran(upgrade, RunOutcome.Failed) with
        {
            Failure = new StepFailure { Code = "x", Reason = new string('r', 5000) + "\0", Detail = "\0" + new string('d', 50_000) },
        };

        var failure = _workflow.Ran(upgrade, [], message, Given.Now).Upgrade.Failure!;

        Assert.Equal((2000, 16 * 1024), (failure.Reason.Length, failure.Detail!.Length));
        Assert.DoesNotContain('\0', failure.Detail);
    }
}
