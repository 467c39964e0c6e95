using System.Net;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Tests.Hosting;
using static SpecCursor.Controller.Tests.Remediation.Alerts;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>A backlog asks for more replicas, where the host can run more.</summary>
[Collection(SystemCollection.Name)]
public sealed class ScaleOutTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;

    [Fact]
    public async Task Backlog_asks_for_more_replicas_until_it_is_worked_off()
    {
        await using var controller = await ControllerHost.StartAsync(
            await system.CreateDatabaseAsync(), new Dictionary<string, string?> { ["SpecCursor:Controller:Scaling:worker:Maximum"] = "3" });
        var alert = Alert("scale_out", "backlog-1", "QueueBacklog", ("service", "worker"));
        Assert.Equal(1, (await controller.GetAsync<ScaleResource>("/api/v1/scaling/worker")).Replicas);

        var started = Assert.Single(await controller.NotifyAsync(Firing(alert)));

        Assert.Equal(("worker", "succeeded", "There should be 3 of worker."), (started.Target, started.Outcome, started.Detail));
        Assert.Equal(3, (await controller.GetAsync<ScaleResource>("/api/v1/scaling/worker")).Replicas);

        await controller.NotifyAsync(Resolved(alert));

        Assert.Equal(1, (await controller.GetAsync<ScaleResource>("/api/v1/scaling/worker")).Replicas);
    }

    [Theory]
    [InlineData("worker")]
    [InlineData("nobody")]
    public async Task Host_that_can_run_no_more_of_a_service_is_not_asked_to(string service)
    {
        var skipped = Assert.Single(await _controller.NotifyAsync(Firing(Alert("scale_out", $"backlog-{service}", ("service", service)))));
        using var scale = await _controller.Client.GetAsync($"/api/v1/scaling/{service}");

        Assert.Equal(("skipped", "This host can run no more of the service."), (skipped.Outcome, skipped.Detail));
        Assert.Equal(HttpStatusCode.NotFound, scale.StatusCode);
    }
}
