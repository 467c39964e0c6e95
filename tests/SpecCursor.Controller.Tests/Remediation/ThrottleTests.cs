using SpecCursor.Controller.Tests.Hosting;
using static SpecCursor.Controller.Tests.Remediation.Alerts;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>Noisy senders are slowed down by the GitHub app, which asks here whether it is to.</summary>
[Collection(SystemCollection.Name)]
public sealed class ThrottleTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;

    [Fact]
    public async Task Throttle_is_in_force_until_its_alert_is_resolved()
    {
        var alert = Alert("throttle_sender", "throttle-1", "WebhookSignatureBurst");

        var started = Assert.Single(await _controller.NotifyAsync(Firing(alert)));

        Assert.Equal(("throttle_sender", null, "succeeded"), (started.Action, started.Target, started.Outcome));
        Assert.Contains(await _controller.InForceAsync(), item => item.Id == started.Id);

        await _controller.NotifyAsync(Resolved(alert));

        Assert.DoesNotContain(await _controller.InForceAsync(), item => item.Id == started.Id);
    }
}
