using System.Runtime.InteropServices;
using SpecCursor.Backing.Samples;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Testing;

namespace SpecCursor.AppHost.Tests.Upgrades;

/// <summary>Services that are killed or hang in the middle of an upgrade: it ends once and correctly, and is published once.</summary>
[Collection(ObservedApp.Collection)]
public sealed partial class InterruptionTests(ObservedApp observed) : IDisposable
{
    private const int Continue = 18;
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

    [Fact]
    public async Task Worker_that_hangs_is_replaced_and_what_it_says_when_it_wakes_up_changes_nothing()
    {
        var scenario = Slow("node/uptime", "hung-worker");
        using var stage = new UpgradeStage(observed.App);
        var hung = await observed.App.ProcessIdAsync("worker");

        await stage.RequestAsync(scenario);
        await stage.AwaitStepAsync(scenario, UpgradeStep.Test);
        Assert.Equal(0, Signal(hung, Stop));
        try
        {
            using (SecondNode.StartLike(hung))
            {
                var ended = await stage.EndOfAsync(scenario);
                await stage.RequirePublishedOnceAsync(scenario, ended);

                Assert.Equal(0, Signal(hung, Continue));

                // Another upgrade through the awakened worker shows that it has had its say about the first.
                var next = Slow("node/uptime", "after-hung-worker");
                await stage.RequestAsync(next);
                await stage.RequirePublishedOnceAsync(next, await stage.EndOfAsync(next));
                var still = await stage.EndOfAsync(scenario);
                Assert.Equal((ended.Commit, ended.EndedAt), (still.Commit, still.EndedAt));
                await stage.RequirePublishedOnceAsync(scenario, still);
            }
        }
        finally
        {
            Signal(hung, Continue);
        }
    }

    public void Dispose() => TestDirectory.Delete(_samples);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int processId, int signal);

    private Scenario Slow(string sample, string owner) => SlowRepository.Create(
        Scenario.Load(UpgradeStage.SamplesFolder).Single(one => one.Sample == sample), owner, _samples, seconds: 4);
}
