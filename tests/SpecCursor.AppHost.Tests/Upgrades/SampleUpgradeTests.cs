using System.Text.Json;
using SpecCursor.Backing.Samples;
using SpecCursor.Contracts.Api;
using SpecCursor.Contracts.Proofs;

namespace SpecCursor.AppHost.Tests.Upgrades;

/// <summary>The demo's upgrades, from the signed delivery to the branch, and the one trace that each leaves.</summary>
[Collection(ObservedApp.Collection)]
public sealed class SampleUpgradeTests(ObservedApp observed)
{
    private static readonly TimeSpan ExportLimit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Patch_release_whose_tests_pass_is_published()
    {
        var scenario = Load("node/uptime", "one");
        using var stage = new UpgradeStage(observed.App);

        await stage.RequestAsync(scenario);
        var upgrade = await stage.EndOfAsync(scenario);

        await stage.RequirePublishedOnceAsync(scenario, upgrade);
        Assert.Equal(("2.1.2", "2.1.3"), (upgrade.FromVersion, upgrade.ToVersion));
        Assert.Empty(await stage.Api.PatchesAsync(upgrade.Id, CancellationToken.None));
        Assert.Contains("\"ms\": \"~2.1.3\"", await stage.Forge.ShowAsync(scenario, upgrade.Branch!, "package.json", CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upgrade_whose_tests_break_is_repaired_proved_and_published_in_one_trace()
    {
        var scenario = Load("node/order-ids", "two");
        using var stage = new UpgradeStage(observed.App);

        await stage.RequestAsync(scenario);
        var upgrade = await stage.EndOfAsync(scenario);

        await stage.RequirePublishedOnceAsync(scenario, upgrade);
        var patch = Assert.Single(await stage.Api.PatchesAsync(upgrade.Id, CancellationToken.None));
        Assert.Equal(("accepted", "recipes"), (patch.Status, patch.Provider));
        Assert.All(await stage.Api.ProofsAsync(upgrade.Id, CancellationToken.None), proof => Assert.Equal(ObligationStatus.Proved, proof.Status));
        await RequireOneTraceAsync(upgrade);
        await RequireLogLinesToCarryTheTraceAsync(upgrade);
    }

    [Fact]
    public async Task Upgrade_that_breaks_a_peer_is_refuted_with_its_counterexample_and_published_nowhere()
    {
        var scenario = Load("node/settings-schema", "three");
        using var stage = new UpgradeStage(observed.App);

        await stage.RequestAsync(scenario);
        var upgrade = await stage.EndOfAsync(scenario);

        var refuted = (await stage.Api.ProofsAsync(upgrade.Id, CancellationToken.None)).Where(proof => proof.Status == ObligationStatus.Refuted).ToList();
        Assert.NotEmpty(refuted);
        Assert.Contains(refuted, proof => proof.Counterexample?.Contains("ajv-keywords", StringComparison.Ordinal) == true);
        Assert.Contains("ajv-keywords", upgrade.Failure?.Reason, StringComparison.Ordinal);
        Assert.Empty(await stage.Forge.PublishedBranchesAsync(scenario, CancellationToken.None));
    }

    private static Scenario Load(string sample, string owner)
    {
        var scenario = Scenario.Load(UpgradeStage.SamplesFolder).Single(candidate => candidate.Sample == sample);
        return scenario with { Owner = owner };
    }

    private async Task RequireOneTraceAsync(UpgradeResource upgrade)
    {
        string[] services = ["github-app", "controller", "worker", "ai-service", "proof-engine"];
        string[] names = ["upgrade.resolve", "upgrade.apply", "upgrade.test", "sandbox.exec", "proof.discharge", "upgrade.publish"];
        await observed.Telemetry.WaitForAsync(
            collector =>
            {
                var spans = collector.Spans.Where(span => span.TraceId == upgrade.TraceId).ToList();
                return services.All(service => spans.Any(span => span.Service == service))
                    && names.All(name => spans.Any(span => span.Name == name));
            },
            ExportLimit);

        var id = upgrade.Id.ToString();
        Assert.All(
            observed.Telemetry.Spans.Where(span => span.Attributes.TryGetValue("speccursor.upgrade.id", out var value) && value == id),
            span => Assert.Equal(upgrade.TraceId, span.TraceId));
    }

    private async Task RequireLogLinesToCarryTheTraceAsync(UpgradeResource upgrade)
    {
        var lines = new List<JsonElement>();
        foreach (var service in new[] { "github-app", "controller", "worker", "ai-service", "proof-engine" })
        {
            var own = (await observed.App.LogOfAsync(service))
                .Select(line => line.IndexOf('{', StringComparison.Ordinal) is var start and >= 0 ? line[start..] : string.Empty)
                .Where(line => line.Contains(upgrade.Id.ToString(), StringComparison.Ordinal))
                .Select(line => JsonDocument.Parse(line).RootElement)
                .ToList();
            Assert.True(own.Count > 0, $"{service} logged nothing about the upgrade.");
            lines.AddRange(own);
        }

        Assert.All(lines, line => Assert.Equal(upgrade.TraceId, line.GetProperty("trace_id").GetString()));
        Assert.Single(lines.Select(line => line.GetProperty("correlation_id").GetString()).Distinct());
    }
}
