using SpecCursor.Backing.Samples;
using SpecCursor.Cli.Demo;

namespace SpecCursor.AppHost.Tests.Upgrades;

/// <summary>The demo of every other ecosystem than its own: real cargo, pip, go and dotnet, from the signed delivery to the branch.</summary>
[Collection(ObservedApp.Collection)]
public sealed class EcosystemSampleTests(ObservedApp observed)
{
    [Fact]
    public async Task Every_ecosystems_sample_ends_as_its_scenario_says_and_is_published_once()
    {
        IReadOnlyList<Scenario> scenarios =
        [
            .. Scenario.Load(UpgradeStage.SamplesFolder)
                .Where(scenario => scenario.Ecosystem != Scenario.DefaultEcosystem)
                .Select(scenario => scenario with { Owner = "ecosystems" }),
        ];
        using var stage = new UpgradeStage(observed.App);
        var forge = new SampleForge(await observed.Packages.CopySamplesAsync(scenarios), observed.App.Forge);
        foreach (var scenario in scenarios)
        {
            await forge.CreateAsync(scenario, CancellationToken.None);
            await stage.Webhooks.CommentAsync(scenario, CancellationToken.None);
        }

        foreach (var scenario in scenarios)
        {
            var upgrade = await stage.EndOfAsync(scenario);
            var (outcome, problem) = OutcomeCheck.Check(
                scenario,
                upgrade,
                await stage.Api.PatchesAsync(upgrade.Id, CancellationToken.None),
                await stage.Api.ProofsAsync(upgrade.Id, CancellationToken.None),
                await forge.PublishedBranchesAsync(scenario, CancellationToken.None));
            Assert.True(problem is null, $"{scenario.Sample}: {problem}; {outcome}");
            await stage.RequirePublishedOnceAsync(scenario, upgrade);
        }
    }
}
