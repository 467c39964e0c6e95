using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Tests.Workflow;

namespace SpecCursor.Controller.Tests.Hosting;

/// <summary>Answers that the played services give.</summary>
internal static class Answers
{
    public static object Success(IUpgradeCommand command) => command switch
    {
        RunUpgrade => Ran(command, RunOutcome.Succeeded),
        GeneratePatch => Patched(command),
        ProveUpgrade => Proved(command, ProofVerdict.Proved, ObligationStatus.Proved),
        _ => Published(command),
    };

    public static UpgradeRan Ran(IUpgradeCommand command, RunOutcome outcome, StepFailure? failure = null) => new()
    {
        UpgradeId = command.Context.UpgradeId,
        Fence = command.Fence,
        Attempt = command.Attempt,
        Outcome = outcome,
        Report = failure is null ? Given.Report(tests: Given.Output("npm test", outcome == RunOutcome.Succeeded ? 0 : 1)) : null,
        Failure = failure,
        Timings =
        [
            .. new[] { UpgradeStep.Resolve, UpgradeStep.Apply, UpgradeStep.Test }.Select(step => new StepTiming
            {
                Step = step,
                StartedAt = DateTimeOffset.UtcNow,
                Duration = TimeSpan.FromMilliseconds(20),
                Status = outcome != RunOutcome.Succeeded && step == UpgradeStep.Test ? StepStatus.Failed : StepStatus.Succeeded,
            }),
        ],
    };

    public static PatchGenerated Patched(IUpgradeCommand command, PatchOutcome outcome = PatchOutcome.Generated) => new()
    {
        UpgradeId = command.Context.UpgradeId,
        Fence = command.Fence,
        Attempt = command.Attempt,
        Outcome = outcome,
        Provider = "recipes",
        Recipe = "uuid-deep-imports",
        Summary = "Imports the named export.",
        Edits = outcome == PatchOutcome.Generated ? [Given.Edit()] : [],
        Duration = TimeSpan.FromMilliseconds(5),
        Failure = outcome == PatchOutcome.Generated ? null : Given.Failure("no-recipe"),
    };

    public static UpgradeProved Proved(IUpgradeCommand command, ProofVerdict verdict, params ObligationStatus[] statuses) => new()
    {
        UpgradeId = command.Context.UpgradeId,
        Fence = command.Fence,
        Attempt = command.Attempt,
        Verdict = verdict,
        Obligations = [.. statuses.Select((status, index) => Given.Obligation($"obligation-{index}", status))],
    };

    public static UpgradePublished Published(IUpgradeCommand command) => new()
    {
        UpgradeId = command.Context.UpgradeId,
        Fence = command.Fence,
        Attempt = command.Attempt,
        Branch = "speccursor/node/uuid-9.0.1",
        Commit = "fedcba9876543210fedcba9876543210fedcba98",
        PullRequestNumber = 7,
        PullRequestUrl = "https://example.org/pull/7",
    };
}
