using SpecCursor.Backing.Samples;
using SpecCursor.Cli.Demo;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Cli.Tests.Demo;

/// <summary>The demo must fail when an upgrade ends in another way than it should, whatever the API says of itself.</summary>
public sealed class OutcomeCheckTests
{
    private const string Branch = "speccursor/node/uuid-9.0.1";

    [Fact]
    public void Completed_upgrade_whose_branch_is_there_is_right() =>
        Assert.Equal(("completed", null), Check(ExpectedOutcome.Completed, UpgradeStatus.Completed, branches: [Branch]));

    [Fact]
    public void Completed_upgrade_without_its_branch_is_wrong() =>
        Assert.Equal("its branch is not in the repository", Check(ExpectedOutcome.Completed, UpgradeStatus.Completed, branches: []).Problem);

    [Fact]
    public void Repair_that_was_not_due_is_wrong() =>
        Assert.Equal("it should not have needed a repair", Check(ExpectedOutcome.Completed, UpgradeStatus.Completed, patch: "accepted", branches: [Branch]).Problem);

    [Fact]
    public void Repaired_upgrade_names_what_repaired_it() =>
        Assert.Equal(("repaired by uuid-deep-imports", null), Check(ExpectedOutcome.Repaired, UpgradeStatus.Completed, patch: "accepted", branches: [Branch]));

    [Fact]
    public void Repair_that_was_refused_is_none() =>
        Assert.Equal("it should have been repaired", Check(ExpectedOutcome.Repaired, UpgradeStatus.Completed, patch: "rejected", branches: [Branch]).Problem);

    [Fact]
    public void Refuted_upgrade_says_why() =>
        Assert.Equal(("refuted: react 19 is outside ^18", null), Check(ExpectedOutcome.Refuted, UpgradeStatus.Failed, ObligationStatus.Refuted, branches: []));

    [Fact]
    public void Refuted_upgrade_that_was_published_is_wrong() =>
        Assert.Equal(
            $"it should not have been published, but there is {Branch}",
            Check(ExpectedOutcome.Refuted, UpgradeStatus.Failed, ObligationStatus.Refuted, branches: [Branch]).Problem);

    [Fact]
    public void Upgrade_that_failed_for_another_reason_is_not_refuted() =>
        Assert.Equal("it should have been refuted", Check(ExpectedOutcome.Refuted, UpgradeStatus.Failed, ObligationStatus.Proved, branches: []).Problem);

    [Fact]
    public void Registry_that_could_not_be_reached_is_what_is_wrong()
    {
        var failure = new StepFailure
        {
            Code = "registry-unavailable",
            Reason = "The registry index.example could not be asked.",
            Detail = "Name or service not known (index.example:443)\nat Sockets",
            IsTransient = true,
        };

        Assert.All(Enum.GetValues<ExpectedOutcome>(), expected => Assert.Equal(
            ("failed: The registry index.example could not be asked.", "its registry could not be reached: Name or service not known (index.example:443)"),
            OutcomeCheck.Check(Expecting(expected), Upgrade(UpgradeStatus.Failed) with { Failure = failure }, [], [], [])));
    }

    private static (string Outcome, string? Problem) Check(
        ExpectedOutcome expected, UpgradeStatus status, ObligationStatus? proof = null, string? patch = null, params IReadOnlyList<string> branches) =>
        OutcomeCheck.Check(Expecting(expected), Upgrade(status), patch is null ? [] : [Patch(patch)], proof is { } one ? [Proof(one)] : [], branches);

    private static Scenario Expecting(ExpectedOutcome expected) => new("node/order-ids", "node", "uuid", "9.0.1", expected, "An upgrade.");

    private static UpgradeResource Upgrade(UpgradeStatus status) => new()
    {
        Id = Guid.NewGuid(),
        Repository = "samples/order-ids",
        Ecosystem = "node",
        PackageName = "uuid",
        TargetVersion = "9.0.1",
        Status = status,
        Attempt = 1,
        Trigger = UpgradeTrigger.Comment,
        RequestedBy = "maintainer",
        CreatedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Branch = status == UpgradeStatus.Completed ? Branch : null,
        TraceId = new string('1', 32),
    };

    private static PatchResource Patch(string status) => new()
    {
        Attempt = 1,
        Provider = "recipes",
        Recipe = "uuid-deep-imports",
        Status = status,
        Summary = "Import what uuid exports.",
        Diff = "",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static ProofResource Proof(ObligationStatus status) => new()
    {
        Obligation = "peer",
        Statement = "Every peer is satisfied.",
        Engine = "z3",
        Status = status,
        Counterexample = status == ObligationStatus.Refuted ? "react 19 is outside ^18" : null,
        DurationSeconds = 0.1,
        Smt = "",
        Lean = "",
    };
}
