using Microsoft.Extensions.DependencyInjection;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Remediation;
using SpecCursor.Controller.Tests.Hosting;
using static SpecCursor.Controller.Tests.Remediation.Alerts;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>A response that fails is told as one, everywhere.</summary>
[Collection(SystemCollection.Name)]
public sealed class FailedResponseTests(RunningSystem system)
{
    [Fact]
    public async Task Response_that_the_database_fails_has_failed_and_is_tried_again_when_the_alert_comes_anew()
    {
        await using var controller = await ControllerHost.StartAsync(
            await system.CreateDatabaseAsync(), new Dictionary<string, string?> { ["SpecCursor:Controller:SweepInterval"] = "01:00:00" });
        var alert = Alert("requeue_overdue", "broken-1", "BrokenTable");
        await controller.ScalarAsync<object>("ALTER TABLE controller.upgrades RENAME TO lost_upgrades; SELECT 1");

        var failed = Assert.Single(await controller.NotifyAsync(Firing(alert)));

        await AssertFailedAsync(controller, failed, "requeue_overdue", "upgrades\" does not exist");
        Assert.Empty(await controller.NotifyAsync(Firing(alert)));

        await controller.ScalarAsync<object>("ALTER TABLE controller.lost_upgrades RENAME TO upgrades; SELECT 1");
        Assert.Equal(failed.Id, Assert.Single(await controller.NotifyAsync(Resolved(alert))).Id);
        Assert.Equal("succeeded", Assert.Single(await controller.NotifyAsync(Firing(alert))).Outcome);

        Assert.Equal(
            [
                "remediation.started by alertmanager: requeue_overdue for BrokenTable: failed",
                "remediation.ended by alertmanager: requeue_overdue for BrokenTable: failed",
                "remediation.started by alertmanager: requeue_overdue for BrokenTable: succeeded",
            ],
            await controller.AuditOfAsync("BrokenTable"));
        Assert.Equal((1, 1), (await controller.CountedAsync("requeue_overdue", "failed"), await controller.CountedAsync("requeue_overdue", "succeeded")));
    }

    [Fact]
    public async Task Remedy_that_throws_whatever_it_may_be_has_failed()
    {
        await using var controller = await ControllerHost.StartAsync(
            await system.CreateDatabaseAsync(), configureServices: services => services.AddSingleton<IRemedy, BrokenRemedy>());

        var failed = Assert.Single(await controller.NotifyAsync(Firing(Alert(BrokenRemedy.Name, "broken-2", "BrokenRemedy"))));

        await AssertFailedAsync(controller, failed, BrokenRemedy.Name, BrokenRemedy.Reason);
        Assert.Equal(["remediation.started by alertmanager: break for BrokenRemedy: failed"], await controller.AuditOfAsync("BrokenRemedy"));
    }

    private static async Task AssertFailedAsync(ControllerHost controller, RemediationResource failed, string action, string detail)
    {
        Assert.Equal((action, "failed", null), (failed.Action, failed.Outcome, failed.EndedAt));
        Assert.Contains(detail, failed.Detail, StringComparison.Ordinal);
        Assert.Equal(failed.Detail, (await controller.FindResponseAsync(failed.Id)).Detail);
        Assert.DoesNotContain(await controller.InForceAsync(), item => item.Id == failed.Id);
        Assert.Equal((1, 0), (await controller.CountedAsync(action, "failed"), await controller.CountedAsync(action, "succeeded")));
    }
}
