using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Tests.Workflow;

/// <summary>Whatever happens in whatever order, with whatever fence, some things hold.</summary>
public sealed class RandomWalkTests
{
    [Fact]
    public void No_sequence_of_messages_breaks_what_must_hold()
    {
        var ends = new HashSet<UpgradeStatus>();
        for (var seed = 0; seed < 3000; seed++)
        {
            ends.Add(Walk(new Random(seed)));
        }

        Assert.Superset(new HashSet<UpgradeStatus> { UpgradeStatus.Completed, UpgradeStatus.Failed, UpgradeStatus.Cancelled }, ends);
    }

    private static UpgradeStatus Walk(Random random)
    {
        var workflow = Given.Workflow();
        var now = Given.Now;
        var upgrade = Given.Queued();
        var steps = new List<StepEntry>();
        var published = false;
        for (var turn = 0; turn < 40; turn++)
        {
            now = now.AddSeconds(random.Next(1200));
            var addressed = random.Next(4) == 0 ? upgrade with { Fence = upgrade.Fence - random.Next(3) } : upgrade;
            var kind = random.Next(12);
            var choice = random.Next();
            var current = steps.Where(step => step.Fence == upgrade.Fence).ToList();
            var decision = Decide(workflow, kind, upgrade, addressed, current, new Random(choice), now);
            if (decision.Ignored is not null)
            {
                Assert.Same(upgrade, decision.Upgrade);
                Assert.True(decision is { Notices: [], Steps: [], Dispatch: null, StopsWork: false, RevokesPublication: false });
                continue;
            }

            Check(upgrade, decision, kind);
            foreach (var step in decision.Steps)
            {
                steps.RemoveAll(known => known.Fence == step.Fence && known.Step == step.Step);
                steps.Add(step);
            }

            if (decision.Dispatch == UpgradeStep.Publish && upgrade.Step == UpgradeStep.Prove)
            {
                published = true;
            }

            // Whether there is a place is the database's to say.
            upgrade = decision.TakesPlace && random.Next(2) == 0 ? Waiting(workflow, decision, now) : decision.Upgrade;
            var repeated = Decide(workflow, kind, upgrade, addressed, steps.Where(step => step.Fence == upgrade.Fence).ToList(), new Random(choice), now);
            Assert.True(repeated.Ignored is not null || kind is 9 or 11, $"Message {kind} was obeyed twice.");
        }

        Assert.True(upgrade.Status != UpgradeStatus.Completed || published);
        return upgrade.Status;
    }

    private static void Check(Upgrade before, Decision decision, int kind)
    {
        var after = decision.Upgrade;
        Assert.True(after.Fence >= before.Fence);
        Assert.True(decision.Dispatch is null || after.Fence > before.Fence || before.WaitingSince is not null, "A dispatch without a new fence.");
        Assert.Null(after.WaitingSince);
        Assert.True(decision.Dispatch is null || !after.IsEnded);
        Assert.True(!before.IsEnded || kind == 9, "Only a retry leaves an end.");
        Assert.Equal(after.IsEnded, after.Deadline is null);
        Assert.Equal(after.IsEnded, after.EndedAt is not null);
        Assert.Equal(after.Status == UpgradeStatus.Failed, after.Failure is not null);
        Assert.Equal(after.IsEnded, decision.Notices.Count > 0 && decision.Notices[^1].Type == EventTypes.Ended);
        Assert.InRange(after.Attempt, 1, 4);
        Assert.All(decision.Steps, step => Assert.Equal(before.Fence, step.Fence));
    }

    private static Upgrade Waiting(UpgradeWorkflow workflow, Decision start, DateTimeOffset now)
    {
        var decision = workflow.Wait(start, now);
        Assert.True(decision is { Dispatch: null, TakesPlace: false, Upgrade: { Deadline: null, Status: UpgradeStatus.Queued } });
        return decision.Upgrade;
    }

    private static Decision Decide(
        UpgradeWorkflow workflow, int kind, Upgrade upgrade, Upgrade addressed, List<StepEntry> steps, Random random, DateTimeOffset now) => kind switch
        {
            0 => workflow.Started(upgrade, steps, Given.Started(addressed, (UpgradeStep)random.Next(3)) with { StartedAt = now }, now),
            1 or 2 => workflow.Ran(upgrade, steps, Given.Ran(addressed, (RunOutcome)random.Next(3)), now),
            3 => workflow.Patched(upgrade, Given.Patch(addressed, random.Next(3) == 0 ? PatchOutcome.Failed : PatchOutcome.Generated), now),
            4 or 5 => workflow.Proved(upgrade, Given.Proved(addressed, ProofVerdict.Proved, random.Next(4) == 0 ? ObligationStatus.Refuted : ObligationStatus.Proved), now),
            6 or 7 => UpgradeWorkflow.Published(upgrade, Given.Published(addressed), now),
            8 => random.Next(3) == 0 ? UpgradeWorkflow.Cancel(upgrade, steps, "ada", now) : UpgradeWorkflow.Faulted(upgrade, steps, Given.Faulted(addressed), now),
            9 => workflow.Retry(upgrade, "ada", now),
            10 => workflow.Admit(upgrade, now),
            _ => workflow.Overdue(upgrade, steps, now),
        };
}
