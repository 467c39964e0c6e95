using System.Net;
using SpecCursor.Contracts.Api;
using SpecCursor.Controller.Tests.Hosting;
using static SpecCursor.Controller.Tests.Remediation.Alerts;

namespace SpecCursor.Controller.Tests.Remediation;

/// <summary>Responses whose alert is never resolved, such as when Alertmanager is gone: after an hour nothing is left of them.</summary>
[Collection(SystemCollection.Name)]
public sealed class ExpiryTests(ShiftedSystem system) : IClassFixture<ShiftedSystem>
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly ControllerHost _controller = system.Controller;

    [Fact]
    public async Task Pause_is_over()
    {
        var pause = await RespondAsync(Alert("pause_ecosystem", "expiry-1", "ExpiredPause", ("ecosystem", "rust")));
        using var refused = await _controller.RequestAsync("rust", "expiry/paused");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);

        system.Clock.Advance(Longest);

        using var accepted = await _controller.RequestAsync("rust", "expiry/paused");
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
        await AssertEndedAsync(pause, "pause_ecosystem rust for ExpiredPause");
    }

    [Fact]
    public async Task Circuit_is_closed()
    {
        var circuit = await RespondAsync(Alert("open_ai_circuit", "expiry-2", "ExpiredCircuit"));
        Assert.NotNull((await _controller.AskForRepairAsync(system.Script, "expiry/open")).CircuitOpenUntil);

        system.Clock.Advance(Longest);

        Assert.Null((await _controller.AskForRepairAsync(system.Script, "expiry/closed")).CircuitOpenUntil);
        await AssertEndedAsync(circuit, "open_ai_circuit claude for ExpiredCircuit");
    }

    [Fact]
    public async Task Throttle_is_in_force_no_longer()
    {
        var throttle = await RespondAsync(Alert("throttle_sender", "expiry-3", "ExpiredThrottle"));

        system.Clock.Advance(Longest);

        await AssertEndedAsync(throttle, "throttle_sender for ExpiredThrottle");
    }

    [Fact]
    public async Task Replicas_are_as_many_as_before()
    {
        var scaling = await RespondAsync(Alert("scale_out", "expiry-4", "ExpiredBacklog", ("service", "worker")));
        Assert.Equal(3, (await _controller.GetAsync<ScaleResource>("/api/v1/scaling/worker")).Replicas);

        system.Clock.Advance(Longest);

        Assert.Equal(1, (await _controller.GetAsync<ScaleResource>("/api/v1/scaling/worker")).Replicas);
        await AssertEndedAsync(scaling, "scale_out worker for ExpiredBacklog");
    }

    [Fact]
    public async Task Alert_that_still_fires_is_responded_to_anew_and_cannot_be_reverted_twice()
    {
        var alert = Alert("pause_ecosystem", "expiry-5", "LastingAlert", ("ecosystem", "python"));
        var first = await RespondAsync(alert);
        system.Clock.Advance(Longest);

        using var reverted = await _controller.Client.PostAsync($"/api/v1/remediations/{first.Id}/revert", content: null);
        var second = await RespondAsync(alert);

        Assert.Equal(HttpStatusCode.NotFound, reverted.StatusCode);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal("alertmanager", Assert.Single(await _controller.NotifyAsync(Resolved(alert))).EndedBy);
        Assert.Equal(
            [
                "remediation.started by alertmanager: pause_ecosystem python for LastingAlert: succeeded",
                "remediation.ended by time: pause_ecosystem python for LastingAlert: succeeded",
                "remediation.started by alertmanager: pause_ecosystem python for LastingAlert: succeeded",
                "remediation.ended by alertmanager: pause_ecosystem python for LastingAlert: succeeded",
            ],
            await _controller.AuditOfAsync("LastingAlert"));
    }

    private async Task<RemediationResource> RespondAsync(Dictionary<string, object> alert)
    {
        var started = Assert.Single(await _controller.NotifyAsync(Firing(alert)));
        Assert.Equal("succeeded", started.Outcome);
        Assert.Contains(await _controller.InForceAsync(), item => item.Id == started.Id);
        return started;
    }

    /// <summary>Not in force at once; and the next sweep writes down that it ended, and when.</summary>
    private async Task AssertEndedAsync(RemediationResource started, string subject)
    {
        Assert.DoesNotContain(await _controller.InForceAsync(), item => item.Id == started.Id);
        var ended = await _controller.FindResponseAsync(started.Id);
        Assert.Equal((ended.ExpiresAt, "time"), (ended.EndedAt!.Value, ended.EndedBy));
        await EventuallyAsync(async () => (await _controller.AuditOfAsync(started.Alert)).Count == 2);
        Assert.Equal(
            [$"remediation.started by alertmanager: {subject}: succeeded", $"remediation.ended by time: {subject}: succeeded"],
            await _controller.AuditOfAsync(started.Alert));
    }
}
