using System.Net;
using SpecCursor.Controller.Tests.Hosting;
using SpecCursor.Controller.Tests.Workflow;
using static SpecCursor.Controller.Tests.Remediation.Alerts;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>An ecosystem whose upgrades fail takes no new ones.</summary>
[Collection(SystemCollection.Name)]
public sealed class PauseTests(RunningSystem system)
{
    private readonly ControllerHost _controller = system.Controller;

    [Fact]
    public async Task Alert_pauses_its_ecosystem_until_it_is_resolved()
    {
        var alert = Alert("pause_ecosystem", "pause-1", ("ecosystem", "rust"));

        var started = Assert.Single(await _controller.NotifyAsync(Firing(alert)));

        Assert.Equal(("pause_ecosystem", "rust", "succeeded", null), (started.Action, started.Target, started.Outcome, started.EndedAt));
        using var refused = await _controller.RequestAsync("rust", "remedies/paused");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Assert.Contains("Too many upgrades of rust fail", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var other = await _controller.RequestAsync("node", "remedies/not-paused");
        Assert.Equal(HttpStatusCode.Created, other.StatusCode);

        var ended = Assert.Single(await _controller.NotifyAsync(Resolved(alert)));

        Assert.Equal((started.Id, "alertmanager"), (ended.Id, ended.EndedBy));
        using var accepted = await _controller.RequestAsync("rust", "remedies/paused");
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
    }

    [Fact]
    public async Task Webhook_request_waits_for_the_end_of_the_pause()
    {
        var alert = Alert("pause_ecosystem", "pause-2", ("ecosystem", "python"));
        var pause = Assert.Single(await _controller.NotifyAsync(Firing(alert)));
        Assert.Equal("succeeded", pause.Outcome);
        var request = Given.Request() with { Context = Given.Request().Context with { Ecosystem = "python", Repository = "remedies/waits", PackageName = "requests", TargetVersion = "2.0.1" } };

        await _controller.PublishAsync(request);
        await _controller.PublishAsync(Given.Request() with { Context = Given.Request().Context with { Repository = "remedies/does-not-wait" } });
        await EventuallyAsync(async () => (await _controller.FindAsync("remedies/does-not-wait")).Total == 1);
        Assert.Equal(0, (await _controller.FindAsync("remedies/waits")).Total);
        var reverted = await _controller.RevertAsync(pause.Id);

        Assert.Equal("api-key", reverted.EndedBy);
        await EventuallyAsync(async () => (await _controller.FindAsync("remedies/waits")).Total == 1);
    }

    /// <summary>Alertmanager tells all alerts of a group again whenever one of them changes.</summary>
    [Fact]
    public async Task Pause_that_a_person_ended_is_not_begun_again_by_the_alert_that_goes_on()
    {
        var alert = Alert("pause_ecosystem", "pause-5", ("ecosystem", "go"));
        var pause = Assert.Single(await _controller.NotifyAsync(Firing(alert)));
        await _controller.RevertAsync(pause.Id);

        var repeated = Assert.Single(await _controller.NotifyAsync(Firing(alert)));

        Assert.Equal(("skipped", "A person ended this response, and the alert has not been resolved since."), (repeated.Outcome, repeated.Detail));
        using var accepted = await _controller.RequestAsync("go", "remedies/reverted");
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);

        // When it comes anew it is another matter.
        await _controller.NotifyAsync(Resolved(alert));
        alert["startsAt"] = DateTimeOffset.UtcNow;
        var anew = Assert.Single(await _controller.NotifyAsync(Firing(alert)));
        Assert.Equal("succeeded", anew.Outcome);
        await _controller.NotifyAsync(Resolved(alert));
    }

    [Fact]
    public async Task Pause_that_does_not_suit_the_alert_is_skipped_with_the_reason_and_not_in_force()
    {
        var skipped = Assert.Single(await _controller.NotifyAsync(Firing(Alert("pause_ecosystem", "pause-3", ("ecosystem", "cobol")))));

        Assert.Equal(("skipped", "The alert names no known ecosystem.", null), (skipped.Outcome, skipped.Detail, skipped.EndedAt));
        Assert.DoesNotContain(await _controller.InForceAsync(), item => item.Id == skipped.Id);
    }
}
