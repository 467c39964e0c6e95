using Microsoft.Extensions.Options;
using SpecCursor.Contracts.LockGraphs;
using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;
using SpecCursor.Controller.Workflow;

namespace SpecCursor.Controller.Tests.Workflow;

/// <summary>Values that tests start from.</summary>
internal static class Given
{
    public const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static UpgradeWorkflow Workflow(int maximumPatchAttempts = 3) =>
        new(Options.Create(new WorkflowOptions { MaximumPatchAttempts = maximumPatchAttempts }));

    public static UpgradeRequested Request(Guid? id = null) => new()
    {
        Context = new UpgradeContext
        {
            UpgradeId = id ?? Guid.CreateVersion7(),
            Repository = "acme/shop",
            Ecosystem = Ecosystems.Node,
            PackageName = "uuid",
            TargetVersion = "9.0.1",
        },
        Trigger = UpgradeTrigger.Comment,
        RequestedBy = "octocat",
        RequestedAt = Now,
    };

    public static Upgrade Queued() => Workflow().Accept(Request(), TraceParent, Now).Upgrade;

    public static Upgrade At(UpgradeStep step, int attempt = 1, long fence = 5) =>
        Queued() with { Status = UpgradeStatus.Running, Step = step, Attempt = attempt, Fence = fence, Deadline = Now.AddMinutes(10) };

    public static Upgrade Ended(UpgradeStatus status) =>
        At(UpgradeStep.Test) with
        {
            Status = status,
            EndedAt = Now,
            Deadline = null,
            Failure = status == UpgradeStatus.Failed ? Failure("broken") : null,
        };

    public static StepFailure Failure(string code) => new() { Code = code, Reason = $"It is {code}." };

    public static UpgradeReport Report(string version = "9.0.1", CommandOutput? tests = null) => new()
    {
        BaseCommit = "0123456789abcdef0123456789abcdef01234567",
        BaseBranch = "main",
        ManifestPath = "package.json",
        ManifestPackageId = string.Empty,
        FromVersion = "3.4.0",
        ToVersion = version,
        OldRange = "^3.4.0",
        WrittenRange = "^" + version,
        Diff = "diff --git a/package.json b/package.json\n",
        ChangedFiles = ["package.json"],
        Before = LockGraph.Empty,
        After = LockGraph.Empty,
        PublishedVersions = ["3.4.0", version],
        Install = Output("npm install", 0),
        Tests = tests ?? Output("npm test", 0),
    };

    public static CommandOutput Output(string command, int exitCode) => new()
    {
        Command = command,
        ExitCode = exitCode,
        Duration = TimeSpan.FromSeconds(1),
        Output = $"{command} ended with {exitCode}\n",
    };

    public static UpgradeRan Ran(Upgrade upgrade, RunOutcome outcome, UpgradeReport? report = null) => new()
    {
        UpgradeId = upgrade.Id,
        Fence = upgrade.Fence,
        Attempt = upgrade.Attempt,
        Outcome = outcome,
        Report = report ?? (outcome == RunOutcome.Failed ? null : Report(tests: Output("npm test", outcome == RunOutcome.Succeeded ? 0 : 1))),
        Failure = outcome == RunOutcome.Failed ? Failure("package-not-found") : null,
        Timings = [.. new[] { UpgradeStep.Resolve, UpgradeStep.Apply, UpgradeStep.Test }.Select(step => Timing(step, outcome))],
    };

    public static PatchGenerated Patch(Upgrade upgrade, PatchOutcome outcome = PatchOutcome.Generated) => new()
    {
        UpgradeId = upgrade.Id,
        Fence = upgrade.Fence,
        Attempt = upgrade.Attempt,
        Outcome = outcome,
        Provider = "recipes",
        Recipe = "uuid-deep-imports",
        Summary = "Imports the named export.",
        Edits = outcome == PatchOutcome.Generated ? [Edit()] : [],
        Duration = TimeSpan.FromSeconds(2),
        Failure = outcome == PatchOutcome.Generated ? null : Failure("no-recipe"),
    };

    public static FileEdit Edit() => new()
    {
        Path = "lib/a.js",
        BaseSha256 = new string('a', 64),
        NewContent = "const { v4 } = require('uuid');\n",
        Diff = "--- a/lib/a.js\n+++ b/lib/a.js\n",
    };

    public static UpgradeProved Proved(Upgrade upgrade, ProofVerdict verdict, params ObligationStatus[] statuses) => new()
    {
        UpgradeId = upgrade.Id,
        Fence = upgrade.Fence,
        Attempt = upgrade.Attempt,
        Verdict = verdict,
        Obligations = [.. statuses.Select((status, index) => Obligation($"obligation-{index}", status))],
    };

    public static ObligationResult Obligation(string name, ObligationStatus status) => new()
    {
        Obligation = name,
        Statement = $"{name} holds.",
        Engine = "z3",
        Status = status,
        Counterexample = status == ObligationStatus.Refuted ? "react 19.0.0 is not in ^18" : null,
        Smt = "(check-sat)",
        Lean = "theorem t : True := trivial",
        Duration = TimeSpan.FromMilliseconds(12),
    };

    public static UpgradePublished Published(Upgrade upgrade, StepFailure? failure = null) => new()
    {
        UpgradeId = upgrade.Id,
        Fence = upgrade.Fence,
        Attempt = upgrade.Attempt,
        Branch = failure is null ? "speccursor/node/uuid-9.0.1" : null,
        Commit = failure is null ? "fedcba9876543210fedcba9876543210fedcba98" : null,
        PullRequestNumber = failure is null ? 7 : null,
        PullRequestUrl = failure is null ? "https://example.org/acme/shop/pull/7" : null,
        Failure = failure,
    };

    public static StepStarted Started(Upgrade upgrade, UpgradeStep step) => new()
    {
        UpgradeId = upgrade.Id,
        Fence = upgrade.Fence,
        Attempt = upgrade.Attempt,
        Step = step,
        StartedAt = Now.AddSeconds((int)step),
    };

    public static StepFaulted Faulted(Upgrade upgrade) => new()
    {
        UpgradeId = upgrade.Id,
        Fence = upgrade.Fence,
        Attempt = upgrade.Attempt,
        Step = upgrade.Step,
        Failure = Failure("given-up"),
    };

    public static StepEntry Step(Upgrade upgrade, UpgradeStep step, StepStatus status = StepStatus.Running) => new()
    {
        UpgradeId = upgrade.Id,
        Fence = upgrade.Fence,
        Step = step,
        Attempt = upgrade.Attempt,
        Status = status,
        StartedAt = Now,
    };

    private static StepTiming Timing(UpgradeStep step, RunOutcome outcome) => new()
    {
        Step = step,
        StartedAt = Now,
        Duration = TimeSpan.FromSeconds(1),
        Status = outcome != RunOutcome.Succeeded && step == UpgradeStep.Test ? StepStatus.Failed : StepStatus.Succeeded,
    };
}
