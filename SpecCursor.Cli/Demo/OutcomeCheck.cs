using SpecCursor.Backing.Samples;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Proofs;
using SpecCursor.Contracts.Upgrades;

namespace SpecCursor.Cli.Demo;

/// <summary>Holds what an upgrade became against what it should have become, the forge's own branches included.</summary>
internal static class OutcomeCheck
{
    private const string RegistryUnavailable = "registry-unavailable";

    public static (string Outcome, string? Problem) Check(
        Scenario scenario,
        UpgradeResource upgrade,
        IReadOnlyList<PatchResource> patches,
        IReadOnlyList<ProofResource> proofs,
        IReadOnlyList<string> branches)
    {
        var accepted = patches.FirstOrDefault(patch => patch.Status == "accepted");
        var refuted = proofs.FirstOrDefault(proof => proof.Status == ObligationStatus.Refuted);
        var outcome = (upgrade.Status, accepted, refuted) switch
        {
            (UpgradeStatus.Completed, null, _) => "completed",
            (UpgradeStatus.Completed, _, _) => $"repaired by {accepted.Recipe ?? accepted.Model ?? accepted.Provider}",
            (_, _, not null) => $"refuted: {refuted.Counterexample}",
            _ => $"{upgrade.Status.ToString().ToLowerInvariant()}: {upgrade.Failure?.Reason}",
        };
        var published = upgrade.Branch is not null && branches.Contains(upgrade.Branch);
        var problem = scenario.Expected switch
        {
            _ when upgrade.Failure is { Code: RegistryUnavailable } failure => $"its registry could not be reached{Cause(failure)}",
            ExpectedOutcome.Completed when upgrade.Status != UpgradeStatus.Completed => "it should have completed",
            ExpectedOutcome.Completed when accepted is not null => "it should not have needed a repair",
            ExpectedOutcome.Repaired when upgrade.Status != UpgradeStatus.Completed || accepted is null => "it should have been repaired",
            ExpectedOutcome.Refuted when refuted is null || upgrade.Status != UpgradeStatus.Failed => "it should have been refuted",
            ExpectedOutcome.Refuted => branches.Count == 0 ? null : $"it should not have been published, but there is {branches[0]}",
            _ => published ? null : "its branch is not in the repository",
        };
        return (outcome, problem);
    }

    private static string Cause(StepFailure failure) =>
        failure.Detail is { Length: > 0 } detail ? $": {detail.Split('\n', 2)[0].Trim()}" : string.Empty;
}
