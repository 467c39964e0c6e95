using SpecCursor.Contracts.Messages;
using SpecCursor.Contracts.Upgrades;
using SpecCursor.Controller.Tests.Hosting;
using static SpecCursor.Controller.Tests.Remediation.Alerts;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>Steps that were lost are given out again at the alert, and not only at the next sweep.</summary>
[Collection(SystemCollection.Name)]
public sealed class RequeueTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;

    [Fact]
    public async Task Lost_step_is_sent_again_at_the_alert_and_the_upgrade_goes_on_to_its_end()
    {
        // No sweep comes by itself while this runs.
        var database = await system.CreateDatabaseAsync();
        await using var services = await PlayedServices.StartAsync(database);
        await using var controller = await ControllerHost.StartAsync(
            database, new Dictionary<string, string?> { ["SpecCursor:Controller:SweepInterval"] = "01:00:00" });
        services.Script.On("requeue/lost", command => command is ProveUpgrade { Fence: 2 } ? null : Answers.Success(command));
        var created = await controller.CreateAsync("requeue/lost");
        await services.Script.NextAsync<RunUpgrade>("requeue/lost");
        var lost = await services.Script.NextAsync<ProveUpgrade>("requeue/lost");
        Assert.Equal(2, lost.Fence);
        await controller.ScalarAsync<object>($"UPDATE controller.upgrades SET deadline = now() - interval '1 second' WHERE id = '{created.Id}'; SELECT 1");
        var alert = Alert("requeue_overdue", "requeue-1", "QueueOldestMessage", ("queue", "proof_engine"));

        var started = Assert.Single(await controller.NotifyAsync(Firing(alert)));

        Assert.Equal(
            ("requeue_overdue", "succeeded", "One overdue step was given out again or given up."), (started.Action, started.Outcome, started.Detail));
        var again = await services.Script.NextAsync<ProveUpgrade>("requeue/lost");
        Assert.Equal((lost.Fence + 1, lost.WrittenRange), (again.Fence, again.WrittenRange));
        Assert.Equal(UpgradeStatus.Completed, (await controller.WaitForEndAsync(created.Id)).Status);

        var ended = Assert.Single(await controller.NotifyAsync(Resolved(alert)));

        Assert.Equal((started.Id, "alertmanager"), (ended.Id, ended.EndedBy));
        Assert.Equal(1, await controller.CountedAsync("requeue_overdue", "succeeded"));
    }

    [Fact]
    public async Task Repeated_notification_leads_to_nothing_more()
    {
        var alert = Alert("requeue_overdue", "queue-1");
        var first = Assert.Single(await _controller.NotifyAsync(Firing(alert)));
        Assert.Equal(("succeeded", "No step was overdue."), (first.Outcome, first.Detail));

        Assert.Empty(await _controller.NotifyAsync(Firing(alert)));
        Assert.Single(await _controller.NotifyAsync(Resolved(alert)));
        Assert.Empty(await _controller.NotifyAsync(Resolved(alert)));
        Assert.Single(await _controller.NotifyAsync(Firing(alert)));
    }
}
