using SpecCursor.Contracts.Proofs;
using SpecCursor.ProofEngine.Tests.Support;

namespace SpecCursor.ProofEngine.Tests.Proving;

public sealed class DemoTests
{
    [Fact]
    public async Task Ajv_8_under_ajv_keywords_3_is_refuted_with_its_counterexample()
    {
        using var host = new ProofHost();

        var proved = await host.ProveAsync(Upgrades.Ajv());

        Assert.Equal(ProofVerdict.Refuted, proved.Verdict);
        Assert.Equal("proof-refuted", proved.Failure!.Code);
        Assert.False(proved.Failure.IsTransient);
        Assert.Equal(
            ["constraints-are-met", "range-within-peers", "common-version-exists"],
            proved.Obligations.Where(result => result.Status == ObligationStatus.Refuted).Select(result => result.Obligation));
        Assert.Equal(4, proved.Obligations.Count(result => result.Status == ObligationStatus.Proved));
        Verdicts.IsRefuted(
            proved.Obligations.Single(result => result.Obligation == "range-within-peers"),
            "ajv-keywords 3.5.2 accepts ajv ^6.9.1, but the range ^8.17.1 written to the manifest admits 8.17.1.");
        Verdicts.IsRefuted(
            proved.Obligations.Single(result => result.Obligation == "constraints-are-met"),
            "ajv-keywords 3.5.2 needs ajv ^6.9.1 as a peer, but gets ajv 8.17.1 at node_modules/ajv.");
        Verdicts.IsRefuted(
            proved.Obligations.Single(result => result.Obligation == "common-version-exists"),
            "No published version of ajv satisfies the manifest (^8.17.1) and ajv-keywords 3.5.2 (^6.9.1) at once: 8.17.1 is outside ^6.9.1 of ajv-keywords 3.5.2.");
    }

    [Fact]
    public async Task A_harmless_upgrade_is_proved_in_every_obligation()
    {
        using var host = new ProofHost();
        var command = Upgrades.Harmless();

        var proved = await host.ProveAsync(command);

        Assert.All(proved.Obligations, Verdicts.IsProved);
        Assert.Equal(ProofVerdict.Proved, proved.Verdict);
        Assert.Null(proved.Failure);
        Assert.Equal((command.Context.UpgradeId, command.Fence, command.Attempt), (proved.UpgradeId, proved.Fence, proved.Attempt));
        Assert.Equal(
            ["new-version-in-range", "new-version-is-newer", "constraints-are-met", "nothing-else-moved", "integrity-is-kept", "range-within-peers", "common-version-exists"],
            proved.Obligations.Select(result => result.Obligation));
        Assert.All(proved.Obligations, result => Assert.Equal("z3", result.Engine));
    }
}
