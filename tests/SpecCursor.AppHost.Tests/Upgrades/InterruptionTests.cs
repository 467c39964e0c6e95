using System.Runtime.InteropServices;
using SpecCursor.Cli.Demo;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.Upgrades;

/// <summary>Services that are killed or hang in the middle of an upgrade: it ends once and correctly, and is published once.</summary>
[Collection(ObservedApp.Collection)]
public sealed partial class InterruptionTests(ObservedApp observed) : IDisposable
{
    private const int Stop = 19;

    private readonly string _samples = TestDirectory.Create("samples");

    [Theory]
    [InlineData("worker")]
    [InlineData("controller")]
    public async Task Upgrade_in_whose_middle_a_service_is_killed_ends_once(string service)
    {
        var scenario = Slow("node/uptime", $"killed-{service}");
        using var stage = new UpgradeStage(observed.App);

        await stage.RequestAsync(scenario);
        await stage.AwaitStepAsync(scenario, UpgradeStep.Test);
        await observed.App.KillAsync(service);
        await observed.App.StartAsync(service);

        await stage.RequirePublishedOnceAsync(scenario, await stage.EndOfAsync(scenario));
    }

    [Fact]
    public async Task Upgrade_in_whose_middle_the_ai_service_is_killed_is_still_repaired()
    {
        var scenario = Scenario.Load(UpgradeStage.SamplesFolder).Single(one => one.Sample == "node/order-ids") with { Owner = "killed-ai" };
        using var stage = new UpgradeStage(observed.App);
        var process = await observed.App.ProcessIdAsync("ai-service");

        // It hangs when the work arrives, and so is killed with the work in its hands.
        Assert.Equal(0, Signal(process, Stop));
        await stage.RequestAsync(scenario);
        await stage.AwaitStepAsync(scenario, UpgradeStep.Patch);
        await observed.App.KillAsync("ai-service");
        await observed.App.StartAsync("ai-service");

        await stage.RequirePublishedOnceAsync(scenario, await stage.EndOfAsync(scenario));
    }

    public void Dispose() => TestDirectory.Delete(_samples);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int processId, int signal);

    private Scenario Slow(string sample, string owner) => SlowRepository.Create(
        Scenario.Load(UpgradeStage.SamplesFolder).Single(one => one.Sample == sample), owner, _samples, seconds: 4);
}
