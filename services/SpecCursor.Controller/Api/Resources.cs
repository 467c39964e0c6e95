using Microsoft.Extensions.Options;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Upgrades;

namespace SpecCursor.Controller.Api;

/// <summary>Shows rows as the API promises them.</summary>
internal sealed class Resources(IOptions<DashboardOptions> links)
{
    public UpgradeResource Of(Upgrade upgrade) => new()
    {
        Id = upgrade.Id,
        Repository = upgrade.Repository,
        Ecosystem = upgrade.Ecosystem,
        PackageName = upgrade.PackageName,
        TargetVersion = upgrade.TargetVersion,
        FromVersion = upgrade.FromVersion,
        ToVersion = upgrade.ToVersion,
        Status = upgrade.Status,
        Step = upgrade.Status == UpgradeStatus.Queued ? null : upgrade.Step,
        Attempt = upgrade.Attempt,
        Trigger = upgrade.Trigger,
        RequestedBy = upgrade.RequestedBy,
        CreatedAt = upgrade.CreatedAt,
        UpdatedAt = upgrade.UpdatedAt,
        WaitingSince = upgrade.WaitingSince,
        EndedAt = upgrade.EndedAt,
        Failure = upgrade.Failure,
        Branch = upgrade.Branch,
        Commit = upgrade.Commit,
        PullRequestUrl = upgrade.PullRequestUrl,
        TraceId = upgrade.TraceId,
        TraceUrl = TraceUrl(upgrade.TraceId),
    };

    public static PatchResource Of(PatchEntry patch) => new()
    {
        Attempt = patch.Attempt,
        Provider = patch.Provider,
        Recipe = patch.Recipe,
        Model = patch.Model,
        Status = patch.Status,
        Summary = patch.Summary,
        Diff = string.Join('\n', patch.ToEdits().Select(edit => edit.Diff.TrimEnd('\n'))),
        Usage = patch.Usage,
        CreatedAt = patch.CreatedAt,
        Failure = patch.Failure,
    };

    public static ProofResource Of(ProofEntry proof) => new()
    {
        Obligation = proof.Obligation,
        Statement = proof.Statement,
        Engine = proof.Engine,
        Status = proof.Status,
        Counterexample = proof.Counterexample,
        Detail = proof.Detail,
        DurationSeconds = proof.Duration.TotalSeconds,
        Smt = proof.Smt,
        Lean = proof.Lean,
    };

    public static StepResource Of(StepEntry step, UpgradeReport? report) => new()
    {
        Step = step.Step,
        Attempt = step.Attempt,
        Status = step.Status,
        StartedAt = step.StartedAt,
        DurationSeconds = step.Duration?.TotalSeconds,
        Output = OutputOf(step.Step, report) ?? step.Failure?.Detail,
        Failure = step.Failure,
    };

    private static string? OutputOf(UpgradeStep step, UpgradeReport? report) => step switch
    {
        UpgradeStep.Apply => report?.Install is { } install ? $"$ {install.Command}\n{install.Output}" : null,
        UpgradeStep.Test => report?.Tests is { } tests ? $"$ {tests.Command}\n{tests.Output}" : null,
        _ => null,
    };

    private string? TraceUrl(string traceId) =>
        string.IsNullOrEmpty(links.Value.DashboardUrl) ? null : $"{links.Value.DashboardUrl.TrimEnd('/')}/traces/detail/{traceId}";
}
